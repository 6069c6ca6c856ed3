using System.Security.Cryptography;
using System.Text;
using CsCheck;
using InvitesApi.Server.Keys;

namespace InvitesApi.Server.Tests.Rules;

public class TokenHashTests
{
    [Fact]
    public void Of_Token_IsItsSha256()
    {
        TokenHash hash = TokenHash.Of("73UUylA-2ZJbu9x1XMATuIbjWpip8ow1");
        Assert.Equal(SHA256.HashData(Encoding.UTF8.GetBytes("73UUylA-2ZJbu9x1XMATuIbjWpip8ow1")), ((ReadOnlySpan<byte>)hash).ToArray());
    }

    [Fact]
    public void Of_LongestToken_IsHashed()
    {
        string token = new('a', ApiKeyText.LongestToken);
        Assert.True(TokenHash.Of(token).Matches(TokenHash.Of(token)));
    }

    [Fact]
    public void Matches_OneOtherBit_IsFalse() => Gen.Int[0, (TokenHash.Size * 8) - 1].Sample(bit =>
    {
        TokenHash hash = TokenHash.Of("a token");
        TokenHash other = hash;
        other[bit / 8] ^= (byte)(1 << (bit % 8));
        return hash.Matches(TokenHash.Of("a token")) && !hash.Matches(other) && !other.Matches(hash);
    });
}
