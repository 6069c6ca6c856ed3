using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace InvitesApi.Server.Keys;

/// <summary>
/// The text of a key, <c>ID/TOKEN</c>, split at the first slash. Both halves are base64url (RFC 4648 §5). Prosody's have 12 and 36 characters,
/// older ones 8 and 32. Ours are such as secret scanners find: the id is <c>iak_</c> and 12 characters, the token 36 and a checksum of 6.
/// </summary>
/// <param name="Id">What names the key; no secret.</param>
/// <param name="Token">What proves it; a secret.</param>
public readonly record struct ApiKeyText(ReadOnlyMemory<char> Id, ReadOnlyMemory<char> Token)
{
    /// <summary>The longest token that is looked at.</summary>
    public const int LongestToken = 128;

    /// <summary>The longest id that is looked at.</summary>
    public const int LongestId = 64;

    /// <summary>The shortest token that a key may have: what the first keys of Prosody had.</summary>
    public const int ShortestToken = 32;

    /// <summary>The shortest id that a key may have.</summary>
    public const int ShortestId = 8;

    /// <summary>What the ids of our own keys begin with. Keys that do have a checksum.</summary>
    public const string Prefix = "iak_";

    private const int IdBytes = 9;
    private const int TokenBytes = 27;

    private static readonly SearchValues<char> Characters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>Whether it has a typo: it begins as our own keys do, and its checksum is wrong.</summary>
    public bool IsMistyped => Id.Span.StartsWith(Prefix, StringComparison.Ordinal) && !KeyChecksum.Fits(Id.Span, Token.Span);

    /// <summary>Makes a new key from random bits.</summary>
    public static ApiKeyText New()
    {
        Span<byte> random = stackalloc byte[IdBytes + TokenBytes];
        RandomNumberGenerator.Fill(random);
        return New(Prefix + Base64Url.EncodeToString(random[..IdBytes]), random[IdBytes..]);
    }

    /// <summary>Makes a new key under an id that is there.</summary>
    /// <param name="id">The id, of any form.</param>
    public static ApiKeyText New(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        Span<byte> random = stackalloc byte[TokenBytes];
        RandomNumberGenerator.Fill(random);
        return New(id, random);
    }

    /// <summary>Splits a text into the halves of a key.</summary>
    /// <param name="text">What a client presented or a user typed.</param>
    /// <param name="key">The key.</param>
    /// <returns>Whether the text has the form of a key at all.</returns>
    public static bool TryParse(ReadOnlyMemory<char> text, out ApiKeyText key)
    {
        int slash = text.Span.IndexOf('/');
        if (slash < 0)
        {
            key = default;
            return false;
        }

        key = new ApiKeyText(text[..slash], text[(slash + 1)..]);
        return IsHalf(key.Id.Span, ShortestId, LongestId) && IsHalf(key.Token.Span, ShortestToken, LongestToken);
    }

    /// <summary>Whether a text can be the id of a key.</summary>
    /// <param name="text">The text.</param>
    public static bool IsId(string text) => IsHalf(text, ShortestId, LongestId);

    /// <summary>The whole text. It holds the secret: show it once, and write it nowhere.</summary>
    [SuppressMessage("Design", "CA1024", Justification = "It makes a secret's copy, which a property should not.")]
    public string Reveal() => string.Concat(Id.Span, "/", Token.Span);

    /// <summary>The id alone, so that a key that ends in a log by mistake tells no secret.</summary>
    public override string ToString() => Id.ToString();

    private static bool IsHalf(ReadOnlySpan<char> half, int shortest, int longest) =>
        half.Length >= shortest && half.Length <= longest && !half.ContainsAnyExcept(Characters);

    private static ApiKeyText New(string id, ReadOnlySpan<byte> random)
    {
        char[] token = new char[Base64Url.GetEncodedLength(random.Length) + KeyChecksum.Length];
        int length = Base64Url.EncodeToChars(random, token);
        KeyChecksum.Write(id, token.AsSpan(0, length), token.AsSpan(length));
        return new ApiKeyText(id.AsMemory(), token);
    }
}
