using InvitesApi.Server.Accounts;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Accounts;

public class PasswordRulesTests
{
    private readonly PasswordRules _rules = new();

    [Theory]
    [InlineData("correct horse")]
    [InlineData("Пароль-123")]
    [InlineData("😀😁😂🤣😃😄😅😆😉😊")]
    public void Check_GoodPassword_IsKeptAsItIs(string password)
    {
        Assert.Equal(PasswordVerdict.Good, Check(password, out string normalized));
        Assert.Equal(password, normalized);
    }

    [Theory]
    [InlineData("correct\u00A0horse", "correct horse")]
    [InlineData("correct\u3000horse", "correct horse")]
    [InlineData("cafe\u0301 au lait", "café au lait")]
    public void Check_OtherForm_IsTheFormThatLoginHas(string password, string expected)
    {
        Assert.Equal(PasswordVerdict.Good, Check(password, out string normalized));
        Assert.Equal(expected, normalized);
    }

    [Theory]
    [InlineData("", PasswordVerdict.TooShort)]
    [InlineData("abcdefghi", PasswordVerdict.TooShort)]
    [InlineData("😀😁😂🤣😃", PasswordVerdict.TooShort)]
    [InlineData("abcdefghi\n", PasswordVerdict.CharacterNotAllowed)]
    [InlineData("abcdefghi\0", PasswordVerdict.CharacterNotAllowed)]
    [InlineData("abcdefghi\uFFFF", PasswordVerdict.CharacterNotAllowed)]
    [InlineData("abcdefghi\u200B", PasswordVerdict.CharacterNotAllowed)]
    [InlineData("Montague-Romeo", PasswordVerdict.SameAsName)]
    [InlineData("EXAMPLE.COM", PasswordVerdict.SameAsName)]
    [InlineData("montague-romeo@example.com", PasswordVerdict.SameAsName)]
    [InlineData("aaaaaaaaaaaa", PasswordVerdict.TooPlain)]
    [InlineData("abcabcabcabc", PasswordVerdict.TooPlain)]
    public void Check_BadPassword_IsRefused(string password, PasswordVerdict expected)
    {
        Assert.Equal(expected, Check(password, out string normalized));
        Assert.Equal(string.Empty, normalized);
    }

    [Fact]
    public void Check_HalfOfASurrogatePair_IsRefused() => // an attribute can't hold one
        Assert.Equal(PasswordVerdict.CharacterNotAllowed, Check("abcdefghijk" + (char)0xD83D, out _));

    [Theory]
    [InlineData(1023, PasswordVerdict.Good)]
    [InlineData(1024, PasswordVerdict.TooLong)]
    public void Check_Bytes_AreLimited(int count, PasswordVerdict expected) =>
        Assert.Equal(expected, Check("abcd" + new string('e', count - 4), out _));

    [Fact]
    public void Check_OtherShortest_Counts() =>
        Assert.Equal(PasswordVerdict.TooShort, new PasswordRules(12).Check("abcdefghijk", "romeo", Sample.Host, out _));

    [Fact]
    public void Normalize_BadPassword_ThrowsItsFaultWithoutThePassword()
    {
        InviteException fault = Assert.Throws<InviteException>(() => _rules.Normalize("hunter2", "romeo", Sample.Host));
        Assert.Equal(InviteFault.PasswordInvalid, fault.Fault);
        Assert.Equal("romeo", fault.Target);
        Assert.DoesNotContain("hunter2", fault.Message, StringComparison.Ordinal);
    }

    private PasswordVerdict Check(string password, out string normalized) =>
        _rules.Check(password, "montague-romeo", Sample.Host, out normalized);
}
