using System.Text;
using Microsoft.Net.Http.Headers;

namespace InvitesApi.Server.Hosting.Listening;

/// <summary>
/// How the bytes of a Content-Length become text: digits stay, anything else becomes no number (RFC 9110 §8.6). Kestrel alone would take
/// <c>+5</c> and <c>-0</c>, and a proxy that reads them in another way would see other requests than it does.
/// </summary>
internal sealed class LengthEncoding : ASCIIEncoding
{
    private const int MostDigits = 19; // more than a long has, Kestrel has no room for

    private static readonly LengthEncoding Only = new();

    /// <summary>The encoding of a header field; null: the usual one.</summary>
    /// <param name="name">Its name, as Kestrel writes it.</param>
    public static Encoding? Of(string name) => name == HeaderNames.ContentLength ? Only : null;

    /// <inheritdoc/>
    public override int GetChars(ReadOnlySpan<byte> bytes, Span<char> chars)
    {
        if (bytes.Length <= MostDigits && !bytes.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return base.GetChars(bytes, chars);
        }

        chars[0] = '?';
        return 1;
    }
}
