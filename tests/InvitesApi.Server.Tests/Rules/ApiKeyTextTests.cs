using System.Text.RegularExpressions;
using CsCheck;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Rules;

public class ApiKeyTextTests
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private const string Id = "HTwALnKL";
    private const string Token = "73UUylA-2ZJbu9x1XMATuIbjWpip8ow1";

    public static TheoryData<string> NoKeys => new()
    {
        string.Empty,
        "/",
        Id,
        Id + Token,
        Id + "/",
        "/" + Token,
        Id + "//" + Token,
        Id + "/" + Token + "/",
        Id + "/" + Token[..16] + "/" + Token[16..],
        Id + "/" + Token + "=",
        Id + "/" + Token[..31],
        Id[..7] + "/" + Token,
        new string('a', 65) + "/" + Token,
        Id + "/" + new string('a', 129),
        Id + "/" + new string('a', 100_000),
        Id + "/" + Token[..31] + "+",
        Id + "/" + Token[..31] + " ",
        Id + "/" + Token[..31] + "\0",
        Id + "/" + Token[..31] + "é",
        Id + "/" + Token[..31] + "Ａ",
        "HTwALnK+/" + Token,
        "HTwALnK\n/" + Token,
        " " + Id + "/" + Token,
        Id + "%2F" + Token,
    };

    [Theory]
    [InlineData(Sample.OldKey, Id, Token)]
    [InlineData("kFIuplAB-6xs/vcaz4567890123456789012345678901_-", "kFIuplAB-6xs", "vcaz4567890123456789012345678901_-")]
    [InlineData("-FIuplAB-6xs/-caz45678901234567890123456789012345", "-FIuplAB-6xs", "-caz45678901234567890123456789012345")]
    public void TryParse_Key_IsSplitAtTheSlash(string text, string id, string token)
    {
        Assert.True(ApiKeyText.TryParse(text.AsMemory(), out ApiKeyText key));
        Assert.Equal(id, key.Id.ToString());
        Assert.Equal(token, key.Token.ToString());
        Assert.Equal(text, key.Reveal());
    }

    [Fact]
    public void TryParse_LongestHalves_AreTaken() => Assert.True(ApiKeyText.TryParse(
        (new string('a', ApiKeyText.LongestId) + "/" + new string('b', ApiKeyText.LongestToken)).AsMemory(), out _));

    [Theory]
    [MemberData(nameof(NoKeys))]
    public void TryParse_OtherText_IsRefused(string text) => Assert.False(ApiKeyText.TryParse(text.AsMemory(), out _));

    [Fact]
    public void TryParse_WellFormedText_RoundTrips()
    {
        Gen<char> characters = Gen.Int[0, Alphabet.Length - 1].Select(i => Alphabet[i]);
        Gen.Select(Gen.String[characters, 8, 64], Gen.String[characters, 32, 128]).Sample((id, token) =>
            ApiKeyText.TryParse($"{id}/{token}".AsMemory(), out ApiKeyText key)
            && key.Id.ToString() == id && key.Token.ToString() == token && key.Reveal() == $"{id}/{token}",
            iter: 1_000);
    }

    [Fact]
    public void TryParse_AnyText_IsTakenOnlyIfItRoundTrips() =>
        Gen.String.Sample(text => !ApiKeyText.TryParse(text.AsMemory(), out ApiKeyText key) || key.Reveal() == text, iter: 1_000);

    [Fact]
    public void New_Always_ParsesAndCanBeTypedAsAnArgument()
    {
        Gen.Const(0).Sample(
            _ =>
            {
                var key = ApiKeyText.New();
                return Regex.IsMatch(key.Reveal(), "^iak_[A-Za-z0-9_-]{12}/[A-Za-z0-9_-]{36}[A-Za-z0-9]{6}$")
                    && ApiKeyText.TryParse(key.Reveal().AsMemory(), out ApiKeyText parsed)
                    && parsed.Reveal() == key.Reveal() && !parsed.IsMistyped;
            },
            iter: 5_000);
    }

    [Fact]
    public void IsMistyped_OneCharacterChanged_IsSeen() => Gen.Int[4, 58].Sample(
        place =>
        {
            char[] text = ApiKeyText.New().Reveal().ToCharArray();
            if (text[place] != '/')
            {
                text[place] = text[place] == 'x' ? 'y' : 'x';
            }

            return Sample.Parse(new string(text)).IsMistyped == (place != 16);
        },
        iter: 2_000);

    [Theory]
    [InlineData(Sample.OldKey)]
    [InlineData("kFIuplAB-6xs/vcaz4567890123456789012345678901_-")]
    [InlineData("iak-FIuplABb/vcaz4567890123456789012345678901_-")]
    public void IsMistyped_KeyWithoutTheMark_HasNoChecksum(string text) => Assert.False(Sample.Parse(text).IsMistyped);

    // By a bitwise CRC-32C of another program, which makes E3069283 of "123456789" (RFC 3720 §B.4 has the polynomial).
    [Fact]
    public void IsMistyped_ChecksumOfAnotherProgram_Fits()
    {
        const string Key = "iak_3fKq0nZx8LmP/vcaz45678901234567890123456789012_-16knqA";
        Assert.False(Sample.Parse(Key).IsMistyped);
        Assert.True(Sample.Parse(Key[..^1] + '-').IsMistyped);
    }

    [Fact]
    public void New_OfAnId_KeepsIt() => Assert.StartsWith("HTwALnKL/", ApiKeyText.New("HTwALnKL").Reveal(), StringComparison.Ordinal);

    [Fact]
    public void New_ManyTimes_NeverRepeats()
    {
        string[] keys = [.. Enumerable.Range(0, 5_000).Select(_ => ApiKeyText.New().Reveal())];
        Assert.Equal(keys.Length, keys.Select(key => key[..16]).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(keys.Length, keys.Select(key => key[17..]).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void ToString_Key_TellsNoSecret()
    {
        var key = ApiKeyText.New();
        Assert.Equal(key.Id.ToString(), key.ToString());
        Assert.Equal(key.Id.ToString(), $"{key}");
    }
}
