using InvitesApi.Server.Accounts;
using InvitesApi.Server.Faults;

namespace InvitesApi.Server.Tests.Accounts;

public class AccountNameTests
{
    [Theory]
    [InlineData("juliet", "juliet")]
    [InlineData("Juliet", "juliet")]
    [InlineData("JÜRGEN", "jürgen")]
    [InlineData("Ju\u0308rgen", "jürgen")]
    [InlineData("ｊｕｌｉｅｔ", "juliet")]
    [InlineData("Straße", "strasse")]
    [InlineData("ΣΊΣΥΦΟΣ", "σίσυφοσ")]
    [InlineData("ｶﾞ", "ガ")]
    [InlineData("джульетта", "джульетта")]
    [InlineData("יולייט", "יולייט")]
    [InlineData("x.y_z-1+2~!#$%()*=?[]\\^`{|};,", "x.y_z-1+2~!#$%()*=?[]\\^`{|};,")]
    public void Normalize_Name_HasOneForm(string name, string expected)
    {
        Assert.Equal(expected, AccountName.Normalize(name));
        Assert.Equal(expected, AccountName.Normalize(expected));
    }

    [Theory]
    [InlineData("a b")]
    [InlineData(" a")]
    [InlineData("a@b")]
    [InlineData("a/b")]
    [InlineData("a:b")]
    [InlineData("a\"b")]
    [InlineData("a&b")]
    [InlineData("a'b")]
    [InlineData("a<b")]
    [InlineData("a>b")]
    [InlineData("a\0b")]
    [InlineData("a\u00A0b")]
    [InlineData("a\u200Bb")]
    [InlineData("a\u202Eb")]
    [InlineData("a\u00ADb")]
    [InlineData("a😀")]
    [InlineData("a\u2665")]
    [InlineData("a\u0640")]
    [InlineData("a\uFE0F")]
    [InlineData("℀")]
    [InlineData("a\uFFFF")]
    [InlineData("\u0378")]
    public void Check_ForbiddenCharacter_IsRefused(string name)
    {
        Assert.Equal(AccountNameVerdict.CharacterNotAllowed, AccountName.Check(name, out string normalized));
        Assert.Equal(string.Empty, normalized);
    }

    [Fact]
    public void Check_HalfOfASurrogatePair_IsRefused() => // an attribute can't hold one
        Assert.Equal(AccountNameVerdict.CharacterNotAllowed, AccountName.Check("abc" + (char)0xD83D, out _));

    [Fact]
    public void Check_Nothing_IsEmpty() => Assert.Equal(AccountNameVerdict.Empty, AccountName.Check(string.Empty, out _));

    [Fact]
    public void Check_LongestName_IsGood() => Assert.Equal(AccountNameVerdict.Good, AccountName.Check(new string('a', 1023), out _));

    [Theory]
    [InlineData('a', 1024)]
    [InlineData('ü', 512)]
    public void Check_TooManyBytes_IsTooLong(char letter, int count) =>
        Assert.Equal(AccountNameVerdict.TooLong, AccountName.Check(new string(letter, count), out _));

    [Theory]
    [InlineData("aא")]
    [InlineData("אa")]
    [InlineData("א1")]
    public void Check_MixedDirections_IsRefused(string name) =>
        Assert.Equal(AccountNameVerdict.DirectionsMixed, AccountName.Check(name, out _));

    [Fact]
    public void Normalize_InvalidName_ThrowsItsFaultWithTheName()
    {
        InviteException fault = Assert.Throws<InviteException>(() => AccountName.Normalize("a b"));
        Assert.Equal(InviteFault.UsernameInvalid, fault.Fault);
        Assert.Equal("a b", fault.Target);
    }
}
