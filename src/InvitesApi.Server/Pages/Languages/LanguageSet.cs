using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;

namespace InvitesApi.Server.Pages.Languages;

/// <summary>The languages that a page can be shown in: those of the program, changed by an operator's files.</summary>
internal sealed class LanguageSet
{
    private const string Prefix = "Languages/";
    private const string Suffix = ".json";

    /// <summary>The languages of the program, as they are.</summary>
    public static readonly LanguageSet BuiltIn = new(
        typeof(LanguageSet).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => Complete(name[Prefix.Length..^Suffix.Length], Resource(name))));

    private readonly FrozenDictionary<string, Language> _byTag;

    /// <summary>Makes one.</summary>
    /// <param name="languages">The languages, English among them.</param>
    public LanguageSet(IEnumerable<Language> languages)
    {
        All = [.. languages.OrderBy(language => language.Tag, StringComparer.Ordinal)];
        _byTag = All.ToFrozenDictionary(language => language.Tag, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>All of them, by their tags.</summary>
    public IReadOnlyList<Language> All { get; }

    /// <summary>
    /// The language of a tag, or of its nearest kin: <c>de-AT</c> is <c>de</c>, <c>zh-TW</c> is <c>zh-Hant</c> (RFC 4647 §3.4).
    /// </summary>
    public Language? Find(string tag)
    {
        string? range = IsTraditionalChinese(tag) ? "zh-Hant" : tag;
        while (range is not null)
        {
            if (_byTag.TryGetValue(range, out Language? language))
            {
                return language;
            }

            int hyphen = range.LastIndexOf('-');
            range = hyphen < 0 ? null : range[..hyphen];
        }

        return null;
    }

    /// <summary>These languages, with texts of an operator in place of the program's own.</summary>
    /// <param name="files">The operator's files by the tags of their languages; they have been checked.</param>
    public LanguageSet With(IReadOnlyDictionary<string, LanguageFile> files) => new(
        files.Keys.Where(tag => !_byTag.ContainsKey(tag)).Select(tag => Merge(tag, _byTag["en"], files[tag]))
            .Concat(All.Select(language =>
                files.TryGetValue(language.Tag, out LanguageFile? file) ? Merge(language.Tag, language, file) : language)));

    private static Language Merge(string tag, Language language, LanguageFile file)
    {
        var texts = language.Texts.ToDictionary(text => text.Key, text => text.Value);
        foreach ((string name, string text) in file.Texts)
        {
            texts[TextIds.ByName[name]] = text;
        }

        var apps = language.Apps.ToDictionary(StringComparer.Ordinal);
        foreach ((string id, string text) in file.Apps)
        {
            apps[id] = text;
        }

        return new Language(
            tag,
            file.Language ?? language.Name,
            file.Direction is null ? language.IsRightToLeft : file.Direction == "rtl",
            file.Date ?? language.DatePattern,
            texts.ToFrozenDictionary(),
            apps.ToFrozenDictionary(StringComparer.Ordinal));
    }

    private static Language Complete(string tag, LanguageFile file) => new(
        tag,
        file.Language!,
        file.Direction == "rtl",
        file.Date!,
        file.Texts.Select(text => KeyValuePair.Create(TextIds.ByName[text.Key], text.Value)).ToFrozenDictionary(),
        file.Apps.ToFrozenDictionary(StringComparer.Ordinal));

    private static LanguageFile Resource(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        return JsonSerializer.Deserialize(stream, LanguageJson.Default.LanguageFile)!;
    }

    private static bool IsTraditionalChinese(string tag) =>
        tag.StartsWith("zh-", StringComparison.OrdinalIgnoreCase)
        && tag.Split('-') is var parts
        && !parts.Contains("Hans", StringComparer.OrdinalIgnoreCase)
        && parts.Any(part => part.ToUpperInvariant() is "HANT" or "TW" or "HK" or "MO");
}
