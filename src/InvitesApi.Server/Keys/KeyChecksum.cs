using System.Numerics;

namespace InvitesApi.Server.Keys;

/// <summary>
/// What new keys end with: the CRC-32C (RFC 3720 §12.1) of all before it, the slash included, in six characters of base62. It proves nothing; it tells
/// a typo from a key that was removed, and a secret scanner a key from a text that looks like one.
/// </summary>
internal static class KeyChecksum
{
    /// <summary>Its characters.</summary>
    public const int Length = 6;

    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>The checksum of a key.</summary>
    /// <param name="id">Its id: ASCII.</param>
    /// <param name="random">Its token, up to the checksum: ASCII.</param>
    /// <param name="checksum">Where it goes.</param>
    public static void Write(ReadOnlySpan<char> id, ReadOnlySpan<char> random, Span<char> checksum)
    {
        uint crc = ~Add(Add(Add(uint.MaxValue, id), "/"), random);
        for (int i = Length - 1; i >= 0; i--)
        {
            (crc, uint digit) = Math.DivRem(crc, (uint)Digits.Length);
            checksum[i] = Digits[(int)digit];
        }
    }

    /// <summary>Whether a key ends with its checksum.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="token">Its token.</param>
    public static bool Fits(ReadOnlySpan<char> id, ReadOnlySpan<char> token)
    {
        Span<char> checksum = stackalloc char[Length];
        Write(id, token[..^Length], checksum);
        return token.EndsWith(checksum, StringComparison.Ordinal);
    }

    private static uint Add(uint crc, ReadOnlySpan<char> ascii)
    {
        foreach (char c in ascii)
        {
            crc = BitOperations.Crc32C(crc, (byte)c);
        }

        return crc;
    }
}
