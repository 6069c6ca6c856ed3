using System.Globalization;
using System.Text;
using CsCheck;
using InvitesApi.Server.Hosting.Logging;

namespace InvitesApi.Server.Tests.Logging;

public class LogEncodingTests
{
    [Theory]
    [InlineData("plain text, bücher 例え 🙂", "plain text, bücher 例え 🙂")]
    [InlineData("", "")]
    [InlineData("a\r\n<3>b", "a\\u000D\\u000A<3>b")]
    [InlineData("\u001b[31mred", "\\u001B[31mred")]
    [InlineData("a\u0085b\u2028c\u202Ed\u2066e", "a\\u0085b\\u2028c\\u202Ed\\u2066e")]
    public void Line_Text_HasNoControlCharacters(string text, string expected) => Assert.Equal(expected, LogEncoding.Line(text));

    [Fact]
    public void Line_AnyText_IsOneLine() => Gen.String.Sample(
        text => !LogEncoding.Line(text).EnumerateRunes().Any(rune => Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator),
        iter: 2_000);

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("say \"hi\\\"", "say \\\"hi\\\\\\\"")]
    [InlineData("é\n", "\\xc3\\xa9\\x0a")]
    public void AppendQuoted_Text_IsPrintableAscii(string text, string expected) => Assert.Equal(expected, Quoted(text));

    [Fact]
    public void AppendQuoted_AnyText_CannotEndItsField() => Gen.String.Sample(
        text =>
        {
            string quoted = Quoted(text);
            string withoutPairs = quoted.Replace("\\\\", string.Empty, StringComparison.Ordinal)
                .Replace("\\\"", string.Empty, StringComparison.Ordinal);
            return !quoted.AsSpan().ContainsAnyExceptInRange(' ', '~') && !withoutPairs.Contains('"', StringComparison.Ordinal);
        },
        iter: 2_000);

    // An attribute can't hold half a character.
    [Fact]
    public void AppendQuoted_HalfACharacter_IsTheReplacementCharacter() =>
        Assert.Equal("a\\xef\\xbf\\xbdb", Quoted("a" + (char)0xD800 + "b"));

    private static string Quoted(string text)
    {
        var line = new StringBuilder();
        LogEncoding.AppendQuoted(line, text);
        return line.ToString();
    }
}
