using System.Globalization;
using System.Text;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Texts;

namespace InvitesApi.Server.VirtualHosts;

/// <summary>
/// The names of virtual hosts: XMPP domains (RFC 7622 §3.2), kept in lower case with international labels in Unicode, as XMPP
/// writes them. HTTP has the same name in ASCII (RFC 5890).
/// </summary>
public static class VirtualHostName
{
    private const int LongestName = 253;

    // STD3 refuses what no host name has, '_' and spaces among it; the unassigned code points of a later Unicode are refused too.
    private static readonly IdnMapping Mapping = new() { UseStd3AsciiRules = true, AllowUnassigned = false };

    /// <summary>The one form of a name that is stored and compared.</summary>
    /// <param name="name">What the user wrote: any case, ASCII or Unicode labels.</param>
    /// <exception cref="InviteException"><see cref="InviteFault.VirtualHostInvalid"/>: it is no domain name.</exception>
    public static string Normalize(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return TryNormalize(name) ?? throw new InviteException(
            InviteFault.VirtualHostInvalid,
            $"'{Printable.Show(name)}' is no host name. Give the XMPP domain as it stands in addresses, such as example.com.",
            name);
    }

    /// <summary>The name as HTTP's Host header has it: international labels in their ASCII form.</summary>
    /// <param name="normalizedName">A name that <see cref="Normalize"/> returned.</param>
    public static string ToAscii(string normalizedName)
    {
        ArgumentNullException.ThrowIfNull(normalizedName);
        return Ascii.IsValid(normalizedName) ? normalizedName : Mapping.GetAscii(normalizedName);
    }

    private static string? TryNormalize(string name)
    {
        if (name.Length is 0 or > LongestName)
        {
            return null;
        }

        try
        {
            string folded = name.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
            string ascii = Mapping.GetAscii(folded);
            return ascii.Length > LongestName || ascii.EndsWith('.') ? null : Mapping.GetUnicode(ascii);
        }
        catch (ArgumentException)
        {
            return null; // an empty or too long label, a character that no host name has, a lone surrogate
        }
    }
}
