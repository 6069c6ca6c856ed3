using System.Buffers.Text;
using System.Security.Cryptography;

namespace InvitesApi.Server.Storage.Prosody;

/// <summary>Tokens of invites as Prosody makes them: 18 random bytes in base64url (RFC 4648 §5).</summary>
internal static class InviteToken
{
    /// <summary>How many characters one has.</summary>
    public const int Length = 24;

    private const int Bytes = 18;

    /// <summary>Makes one.</summary>
    public static string New()
    {
        Span<byte> random = stackalloc byte[Bytes];
        RandomNumberGenerator.Fill(random);
        return Base64Url.EncodeToString(random);
    }
}
