using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace InvitesApi.Server.Keys;

/// <summary>
/// The SHA-256 of a key's token: all that a database of ours keeps of it. A token has 192 random bits or more, so a plain hash
/// can't be searched and needs no salt.
/// </summary>
[InlineArray(Size)]
public struct TokenHash
{
    /// <summary>How many bytes a hash has.</summary>
    public const int Size = SHA256.HashSizeInBytes;

    private byte _first;

    /// <summary>The hash of a token.</summary>
    /// <param name="token">The token in clear.</param>
    public static TokenHash Of(ReadOnlySpan<char> token)
    {
        Span<byte> utf8 = stackalloc byte[Encoding.UTF8.GetMaxByteCount(ApiKeyText.LongestToken)];
        int length = Encoding.UTF8.GetBytes(token, utf8);
        TokenHash hash = default;
        SHA256.HashData(utf8[..length], hash);
        CryptographicOperations.ZeroMemory(utf8[..length]);
        return hash;
    }

    /// <summary>Whether two hashes are the same, in a time that does not depend on where they differ.</summary>
    /// <param name="stored">The hash that is kept.</param>
    public readonly bool Matches(TokenHash stored) => CryptographicOperations.FixedTimeEquals(this, stored);
}
