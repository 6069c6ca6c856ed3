using InvitesApi.Server.Pages.Apps;
using InvitesApi.Server.Pages.Languages;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Pages;

/// <summary>The texts of the page, and the choice among its languages.</summary>
public sealed class LanguageTests
{
    private static readonly Language English = LanguageSet.BuiltIn.Find("en")!;

    public static TheoryData<string> Tags => [.. PageFixture.Languages];

    [Fact]
    public void BuiltIn_Languages_AreAtLeastThose() => Assert.Superset(
        new HashSet<string>(
            ["en", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "ru", "uk", "tr", "ar", "fa", "zh", "ja"], StringComparer.Ordinal),
        LanguageSet.BuiltIn.All.Select(language => language.Tag).ToHashSet(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Tags))]
    public void Language_Each_IsComplete(string tag)
    {
        Language language = LanguageSet.BuiltIn.Find(tag)!;
        Assert.Equal(Enum.GetValues<TextId>(), language.Texts.Keys.Order());
        Assert.Equal(
            AppCatalogue.BuiltIn.Apps.Select(app => app.Id).Order(StringComparer.Ordinal),
            language.Apps.Keys.Order(StringComparer.Ordinal));
        Assert.All(language.Texts, text =>
        {
            Assert.False(string.IsNullOrWhiteSpace(text.Value));
            Assert.Equal(text.Value.Trim(), text.Value);
            Assert.Equal(Placeholders(English.Texts[text.Key]), Placeholders(text.Value));
            Assert.DoesNotContain(text.Value, c => c is '<' or '>' or '&');
        });
        Assert.All(language.Apps.Values, text => Assert.Empty(Placeholders(text)));
    }

    [Theory]
    [MemberData(nameof(Tags))]
    public void Language_OtherThanEnglish_IsTranslated(string tag)
    {
        Language language = LanguageSet.BuiltIn.Find(tag)!;
        int same = language.Texts.Count(text => text.Value == English.Texts[text.Key]);
        Assert.True(tag == "en" ? same == English.Texts.Count : same <= 3, $"{same} texts are English.");
    }

    [Fact]
    public void Texts_All_AreUsed()
    {
        string pages = Path.Combine(Repository.Folder, "src/InvitesApi.Server/Pages");
        string templates = string.Concat(Directory.EnumerateFiles(pages, "*.cs*", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(path) != "TextId.cs").Select(File.ReadAllText));
        Assert.All(Enum.GetValues<TextId>(), id => Assert.Matches($@"\bTextId\.{id}\b", templates));
    }

    [Theory]
    [InlineData("en", false)]
    [InlineData("ar", true)]
    [InlineData("fa", true)]
    public void IsRightToLeft_Language_IsThatOfItsScript(string tag, bool expected) =>
        Assert.Equal(expected, LanguageSet.BuiltIn.Find(tag)!.IsRightToLeft);

    [Theory]
    [InlineData("en", "1 December 2026, 12:00 UTC")]
    [InlineData("de", "1. Dezember 2026, 12:00 UTC")]
    [InlineData("pl", "1 grudnia 2026, 12:00 UTC")]
    [InlineData("ja", "2026年12月1日 12:00 UTC")]
    [InlineData("fa", "10 آذر 1405، 12:00 UTC")]
    public void Write_Moment_IsAsTheLanguageWritesIt(string tag, string expected) =>
        Assert.Equal(expected, LanguageSet.BuiltIn.Find(tag)!.Write(Sample.Moment.AddDays(7)));

    [Theory]
    [InlineData(null, "", "en")]
    [InlineData(null, "de", "de")]
    [InlineData(null, "de-AT,en;q=0.5", "de")]
    [InlineData(null, "en;q=0.5,de;q=0.9", "de")]
    [InlineData(null, "eo,fr;q=0.8", "fr")]
    [InlineData(null, "de;q=0,fr;q=0.1", "fr")]
    [InlineData(null, "*", "en")]
    [InlineData(null, "eo,*;q=0.5", "en")]
    [InlineData(null, "pt-BR", "pt")]
    [InlineData(null, "zh-CN", "zh")]
    [InlineData(null, "zh-Hans-HK", "zh")]
    [InlineData(null, "zh-TW", "zh-Hant")]
    [InlineData(null, "zh-Hant-HK", "zh-Hant")]
    [InlineData(null, "ZH-hk", "zh-Hant")]
    [InlineData(null, "DE", "de")]
    [InlineData(null, "¡nonsense!;;q=x", "en")]
    [InlineData(null, "xx;q=1.5,de", "de")]
    [InlineData("ja", "de", "ja")]
    [InlineData("eo", "de", "de")]
    [InlineData("", "de", "de")]
    [InlineData("../../en", "de", "de")]
    public void Choose_Wishes_AreMet(string? asked, string accept, string expected) =>
        Assert.Equal(expected, LanguageChoice.Of(LanguageSet.BuiltIn, asked, accept, English).Tag);

    private static IEnumerable<string> Placeholders(string text) => TextIds.PlaceholdersOf(text).Order(StringComparer.Ordinal);
}
