using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace InvitesApi.Server.Invites;

/// <summary>
/// Makes tokens that carry the number of their row. A token has 18 bytes, 24 characters of base64url as Prosody's: one AES
/// block under a secret of the database, which holds the number (6 bytes) and 10 random ones, and 2 more random bytes. To the world it is random and
/// tells nobody how many invites there are; the database deciphers the number and needs no index on tokens.
/// </summary>
/// <remarks>
/// One block under one key is just what AES is: ECB's weakness, equal blocks that look alike, needs equal plain texts, and no two
/// rows have one number. What proves an invite is the comparison of the whole token, not the cipher.
/// </remarks>
public sealed class InviteTokenCipher : IDisposable
{
    /// <summary>The random bytes of a token.</summary>
    public const int NonceSize = 12;

    /// <summary>The bytes of the secret.</summary>
    public const int SecretSize = 16;

    /// <summary>The characters of a token.</summary>
    public const int TokenLength = 24;

    private const int BlockSize = 16;
    private const int NumberSize = 6;
    private const int BlockNonceSize = BlockSize - NumberSize;
    private const int TokenSize = NumberSize + NonceSize;

    private readonly Aes _aes;
    private readonly Lock _turn = new(); // an Aes may not be used by two threads at once

    /// <summary>Makes one.</summary>
    /// <param name="secret">The secret of the database, <see cref="SecretSize"/> bytes.</param>
    public InviteTokenCipher(byte[] secret)
    {
        _aes = Aes.Create();
        _aes.Key = secret;
    }

    /// <summary>The token of a row.</summary>
    /// <param name="number">The row's number, below 2^48.</param>
    /// <param name="nonce">Its random bytes.</param>
    public string Make(long number, ReadOnlySpan<byte> nonce)
    {
        string[] token = new string[1];
        Make(number, nonce, token);
        return token[0];
    }

    /// <summary>The tokens of rows that follow each other, by one call of the cipher.</summary>
    /// <param name="firstNumber">The number of the first of them.</param>
    /// <param name="nonces">The random bytes of all of them, one after the other.</param>
    /// <param name="tokens">Where the tokens go; its length says how many.</param>
    public void Make(long firstNumber, ReadOnlySpan<byte> nonces, Span<string> tokens)
    {
        const int StackLimit = 1024;
        int length = tokens.Length * BlockSize;
        Span<byte> blocks = length <= StackLimit ? stackalloc byte[length] : new byte[length];
        for (int i = 0; i < tokens.Length; i++)
        {
            Span<byte> block = blocks.Slice(i * BlockSize, BlockSize);
            WriteNumber(block, firstNumber + i);
            nonces.Slice(i * NonceSize, BlockNonceSize).CopyTo(block[NumberSize..]);
        }

        lock (_turn)
        {
            _aes.EncryptEcb(blocks, blocks, PaddingMode.None);
        }

        Span<byte> token = stackalloc byte[TokenSize];
        for (int i = 0; i < tokens.Length; i++)
        {
            blocks.Slice(i * BlockSize, BlockSize).CopyTo(token);
            nonces.Slice((i * NonceSize) + BlockNonceSize, NonceSize - BlockNonceSize).CopyTo(token[BlockSize..]);
            tokens[i] = Base64Url.EncodeToString(token);
        }
    }

    /// <summary>The row that a token speaks of. Whether the token is that row's is for <see cref="Matches"/> to say.</summary>
    /// <param name="token">Any text.</param>
    /// <param name="number">The number of the row.</param>
    /// <returns>Whether the text has the form of a token.</returns>
    public bool TryReadNumber(string token, out long number)
    {
        ArgumentNullException.ThrowIfNull(token);
        number = 0;
        Span<byte> bytes = stackalloc byte[TokenSize];
        if (token.Length != TokenLength
            || Base64Url.DecodeFromChars(token, bytes, out _, out int written) != OperationStatus.Done // the Try method throws
            || written != TokenSize)
        {
            return false;
        }

        Span<byte> block = stackalloc byte[BlockSize];
        lock (_turn)
        {
            _aes.DecryptEcb(bytes[..BlockSize], block, PaddingMode.None);
        }

        number = ReadNumber(block);
        return true;
    }

    /// <summary>Whether a token is that of a row, in a time that does not depend on where it differs.</summary>
    /// <param name="token">A text of which <see cref="TryReadNumber"/> was true.</param>
    /// <param name="number">The row's number.</param>
    /// <param name="nonce">Its random bytes.</param>
    public bool Matches(string token, long number, ReadOnlySpan<byte> nonce) => CryptographicOperations.FixedTimeEquals(
        MemoryMarshal.AsBytes(token.AsSpan()),
        MemoryMarshal.AsBytes(Make(number, nonce).AsSpan()));

    /// <inheritdoc/>
    public void Dispose() => _aes.Dispose();

    private static void WriteNumber(Span<byte> block, long number)
    {
        BinaryPrimitives.WriteUInt16BigEndian(block, checked((ushort)(number >> 32)));
        BinaryPrimitives.WriteUInt32BigEndian(block[2..], (uint)number);
    }

    private static long ReadNumber(ReadOnlySpan<byte> block) =>
        ((long)BinaryPrimitives.ReadUInt16BigEndian(block) << 32) | BinaryPrimitives.ReadUInt32BigEndian(block[2..]);
}
