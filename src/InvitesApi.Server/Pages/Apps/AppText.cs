using InvitesApi.Server.Pages.Languages;

namespace InvitesApi.Server.Pages.Apps;

/// <summary>What a catalogue says in words: the same in all languages, or a text for each of some.</summary>
/// <param name="ByLanguage">The texts by language tags; the empty tag stands for all others.</param>
internal sealed record AppText(IReadOnlyDictionary<string, string> ByLanguage)
{
    /// <summary>The text in a language, else in English, else the first there is.</summary>
    public string In(Language language) =>
        ByLanguage.GetValueOrDefault(language.Tag)
        ?? ByLanguage.GetValueOrDefault(string.Empty)
        ?? ByLanguage.GetValueOrDefault("en")
        ?? ByLanguage.Values.First();
}
