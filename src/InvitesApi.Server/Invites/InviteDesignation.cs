using System.Security.Cryptography;
using System.Text;

namespace InvitesApi.Server.Invites;

/// <summary>
/// What an invite is called where its token must not stand: the first 8 bytes of the token's SHA-256, in hexadecimal. Who has the token finds the
/// designation; who has the designation is not invited.
/// </summary>
public static class InviteDesignation
{
    private const int Bytes = 8;
    private const int StackLimit = 256;

    /// <summary>The designation of an invite.</summary>
    /// <param name="token">Its token.</param>
    public static string Of(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        int longest = Encoding.UTF8.GetMaxByteCount(token.Length);
        Span<byte> utf8 = longest <= StackLimit ? stackalloc byte[longest] : new byte[longest];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(utf8[..Encoding.UTF8.GetBytes(token, utf8)], hash);
        return Convert.ToHexStringLower(hash[..Bytes]);
    }
}
