using System.Security.Cryptography;
using CsCheck;
using InvitesApi.Server.Invites;

namespace InvitesApi.Server.Tests.Rules;

public sealed class InviteTokenCipherTests : IDisposable
{
    private const long HighestNumber = (1L << 48) - 1;

    private readonly InviteTokenCipher _cipher = new([.. Enumerable.Range(0, InviteTokenCipher.SecretSize).Select(i => (byte)i)]);
    private readonly byte[] _nonce = RandomNumberGenerator.GetBytes(InviteTokenCipher.NonceSize);

    public static TheoryData<string> NoTokens => new()
    {
        string.Empty,
        "A",
        new string('A', 23),
        new string('A', 25),
        new string('A', 100_000),
        new string(' ', 24),
        new string('=', 24),
        new string('A', 22) + "==",
        new string('A', 23) + "=",
        new string('A', 23) + "+",
        new string('A', 23) + "/",
        new string('A', 23) + " ",
        new string('A', 23) + "\n",
        new string('A', 23) + "\0",
        new string('A', 23) + "%",
        new string('A', 23) + "é",
        new string('A', 23) + "Ａ",
        new string('A', 22) + "\uD83D\uDE00",
        "%" + new string('A', 23),
        new string('A', 11) + "." + new string('A', 12),
    };

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(0xFFFF_FFFF)]
    [InlineData(0x1_0000_0000)]
    [InlineData(HighestNumber - 1)]
    [InlineData(HighestNumber)]
    public void Make_Number_CanBeReadBack(long number) => Assert.True(RoundTrips(number, _nonce));

    [Fact]
    public void Make_AnyNumberAndNonce_CanBeReadBack() => Gen
        .Select(Gen.Long[0, HighestNumber], Gen.Byte.Array[InviteTokenCipher.NonceSize])
        .Sample(RoundTrips, iter: 5_000);

    [Fact]
    public void Make_NumberThatDoesNotFit_Throws() =>
        Assert.Throws<OverflowException>(() => _cipher.Make(HighestNumber + 1, _nonce));

    [Fact]
    public void Make_SameNumberOtherNonce_IsAnotherToken() => Gen
        .Select(Gen.Byte.Array[InviteTokenCipher.NonceSize], Gen.Int[0, (InviteTokenCipher.NonceSize * 8) - 1])
        .Sample((nonce, bit) =>
        {
            string token = _cipher.Make(7, nonce);
            nonce[bit / 8] ^= (byte)(1 << (bit % 8));
            return _cipher.Make(7, nonce) != token && !_cipher.Matches(token, 7, nonce);
        });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(1024)]
    public void Make_Batch_EqualsSingleTokens(int count)
    {
        byte[] nonces = RandomNumberGenerator.GetBytes(count * InviteTokenCipher.NonceSize);
        string[] tokens = new string[count];
        _cipher.Make(0xFFFF_FFF0, nonces, tokens);
        for (int i = 0; i < count; i++)
        {
            Assert.Equal(
                _cipher.Make(0xFFFF_FFF0 + i, nonces.AsSpan(i * InviteTokenCipher.NonceSize, InviteTokenCipher.NonceSize)),
                tokens[i]);
        }
    }

    [Fact]
    public void Make_NumbersInOrder_ShareNoBeginning()
    {
        string[] tokens = [.. Enumerable.Range(1, 1_000).Select(number => _cipher.Make(number, new byte[InviteTokenCipher.NonceSize]))];
        Assert.True(tokens.Select(token => token[..8]).Distinct(StringComparer.Ordinal).Count() > 990);
    }

    [Fact]
    public void Matches_OtherSecret_IsFalse() => Gen.Long[0, HighestNumber].Sample(number =>
    {
        using var other = new InviteTokenCipher(RandomNumberGenerator.GetBytes(InviteTokenCipher.SecretSize));
        string token = other.Make(number, _nonce);
        return !_cipher.Matches(token, number, _nonce)
            && _cipher.TryReadNumber(token, out long read)
            && !_cipher.Matches(token, read, _nonce);
    });

    [Fact]
    public void Matches_TamperedToken_IsFalse() => Gen
        .Select(Gen.Long[0, HighestNumber], Gen.Int[0, InviteTokenCipher.TokenLength - 1], Gen.Int[0, 4].Select(i => "AB-_9"[i]))
        .Where((number, place, character) => _cipher.Make(number, _nonce)[place] != character)
        .Sample((number, place, character) =>
        {
            char[] token = _cipher.Make(number, _nonce).ToCharArray();
            token[place] = character;
            string tampered = new(token);
            return !_cipher.Matches(tampered, number, _nonce)
                && _cipher.TryReadNumber(tampered, out long read)
                && !_cipher.Matches(tampered, read, _nonce);
        });

    [Theory]
    [MemberData(nameof(NoTokens))]
    public void TryReadNumber_NoToken_IsFalse(string text) => Assert.False(_cipher.TryReadNumber(text, out _));

    [Fact]
    public void TryReadNumber_AnyTextOfThatLength_NeverThrows() => Gen
        .String[Gen.OneOf(Gen.Char, Gen.Char.AlphaNumeric), 24, 24]
        .Sample(text => { _cipher.TryReadNumber(text, out _); }, iter: 2_000);

    [Fact]
    public void TryReadNumber_ManyThreadsAtOnce_AllReadRight() => Parallel.For(0, 2_000, number =>
    {
        byte[] nonce = RandomNumberGenerator.GetBytes(InviteTokenCipher.NonceSize);
        Assert.True(RoundTrips(number, nonce));
    });

    public void Dispose() => _cipher.Dispose();

    private bool RoundTrips(long number, byte[] nonce)
    {
        string token = _cipher.Make(number, nonce);
        return token.Length == InviteTokenCipher.TokenLength
            && _cipher.TryReadNumber(token, out long read)
            && read == number
            && _cipher.Matches(token, number, nonce);
    }
}
