using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Pages.Apps;
using InvitesApi.Server.Pages.Languages;

namespace InvitesApi.Server.Pages.Folder;

/// <summary>
/// Reads the files of a <see cref="PageFolder"/>, and checks them: a mistake shows when the server starts, and not to a visitor.
/// </summary>
internal sealed class PageFolderReader
{
    // What a link needs to be read (WCAG 2.2, 1.4.3), on the grounds that page.css has.
    private const double LeastContrast = 4.5;
    private const int LargestFile = 1024 * 1024;
    private static readonly Colour LightGround = new(0xf7, 0xf5, 0xf0);
    private static readonly Colour DarkGround = new(0x22, 0x27, 0x2b);

    private readonly string _folder;

    /// <summary>Takes a folder.</summary>
    /// <exception cref="InviteException"><see cref="InviteFault.PageFolderInvalid"/>: it isn't there.</exception>
    public PageFolderReader(string folder) =>
        _folder = Directory.Exists(folder) ? folder : throw Invalid(folder, "there is no such folder");

    /// <summary>Reads <c>page.json</c>.</summary>
    public PageSettings ReadSettings()
    {
        const string Name = "page.json";
        PageSettings settings = ReadJson(Path.Combine(_folder, Name), PageSettingsJson.Default.PageSettings) ?? new PageSettings();
        CheckColour(settings.Accent, "accent", LightGround, "a light");
        CheckColour(settings.AccentDark, "accent_dark", DarkGround, "a dark");
        return settings;
    }

    /// <summary>Reads <c>texts/TAG.json</c>.</summary>
    public IReadOnlyDictionary<string, LanguageFile> ReadTexts()
    {
        var texts = new Dictionary<string, LanguageFile>(StringComparer.Ordinal);
        foreach (string path in Files("texts").Where(path => Path.GetExtension(path) == ".json"))
        {
            LanguageFile file = ReadJson(path, LanguageJson.Default.LanguageFile) ?? throw Invalid(path, "it is empty");
            string tag = Path.GetFileNameWithoutExtension(path);
            CheckTexts(path, tag, file);
            texts.Add(tag, file);
        }

        return texts;
    }

    /// <summary>Whether there are texts in the site's own language.</summary>
    public void CheckLanguage(PageSettings settings, IReadOnlyDictionary<string, LanguageFile> texts)
    {
        if (settings.Language is { } own && LanguageSet.BuiltIn.Find(own) is null && !texts.ContainsKey(own))
        {
            throw Invalid(Path.Combine(_folder, "page.json"), $"there are no texts in the language '{own}'");
        }
    }

    /// <summary>Reads <c>style.css</c>.</summary>
    public string ReadStyle()
    {
        string path = Path.Combine(_folder, "style.css");
        return File.Exists(path) ? System.Text.Encoding.UTF8.GetString(ReadBytes(path)) : string.Empty;
    }

    /// <summary>Reads the images of the folder or of one in it, by the names of their files.</summary>
    public IReadOnlyDictionary<string, PageAsset> ReadImages(string folder) => Files(folder)
        .Where(path => PageAsset.IsKnown(path) && Path.GetExtension(path) is not (".css" or ".js"))
        .ToDictionary(
            path => Path.GetFileName(path), path => PageAsset.Of(Path.GetFileName(path), ReadBytes(path)), StringComparer.Ordinal);

    /// <summary>Reads <c>apps.json</c>.</summary>
    public AppCatalogue? ReadApps()
    {
        string path = Path.Combine(_folder, "apps.json");
        return File.Exists(path) ? AppCatalogue.Load(path) : null;
    }

    private static void CheckTexts(string path, string tag, LanguageFile file)
    {
        Language? builtIn = LanguageSet.BuiltIn.All.FirstOrDefault(language => language.Tag == tag);
        bool isWhole = file is { Language: not null, Direction: not null, Date: not null } && file.Texts.Count >= TextIds.ByName.Count;
        if (builtIn is null && !isWhole)
        {
            throw Invalid(path, "a language that the program lacks needs language, direction, date and all texts");
        }

        if (file.Texts.Concat(file.Apps).FirstOrDefault(text => text.Value is null) is { Key: { } empty })
        {
            throw Invalid(path, $"'{empty}' has no text");
        }

        if (!IsPattern(file.Date))
        {
            throw Invalid(path, $"'{file.Date}' is no pattern of a date and time. Write one such as d MMMM yyyy, HH:mm");
        }

        if (file.Direction is not (null or "ltr" or "rtl"))
        {
            throw Invalid(path, $"the direction is ltr or rtl, and not '{file.Direction}'");
        }

        foreach ((string name, string text) in file.Texts)
        {
            if (!TextIds.ByName.TryGetValue(name, out TextId id))
            {
                throw Invalid(path, $"there is no text '{name}'");
            }

            IReadOnlySet<string> known = TextIds.PlaceholdersOf(LanguageSet.BuiltIn.Find("en")!.Texts[id]);
            if (TextIds.PlaceholdersOf(text).FirstOrDefault(placeholder => !known.Contains(placeholder)) is { } unknown)
            {
                string allowed = known.Count == 0 ? "nothing in braces" : string.Join(", ", known);
                throw Invalid(path, $"the text '{name}' has {unknown}; it may have {allowed}");
            }
        }
    }

    private static bool IsPattern(string? pattern)
    {
        try
        {
            return pattern is null || DateTime.UnixEpoch.ToString(pattern, CultureInfo.InvariantCulture).Length > 0;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private void CheckColour(string? text, string name, Colour ground, string kind)
    {
        string path = Path.Combine(_folder, "page.json");
        if (text is null)
        {
            return;
        }

        if (!Colour.TryParse(text, out Colour colour))
        {
            throw Invalid(path, $"'{text}' is no colour. Write {name} as #rrggbb");
        }

        double contrast = Colour.Contrast(colour, ground);
        if (contrast < LeastContrast)
        {
            throw Invalid(path, FormattableString.Invariant(
                $"{name} {text} can't be read on {kind} ground: its contrast is {contrast:0.0}, and {LeastContrast:0.0} is needed"));
        }
    }

    private IEnumerable<string> Files(string folder)
    {
        string path = Path.Combine(_folder, folder);
        return Directory.Exists(path) ? Directory.EnumerateFiles(path).Order(StringComparer.Ordinal) : [];
    }

    private static T? ReadJson<T>(string path, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize(ReadBytes(path), type) : null;
        }
        catch (JsonException error)
        {
            throw Invalid(path, $"it can't be understood: {error.Message.TrimEnd('.')}", error);
        }
    }

    private static byte[] ReadBytes(string path)
    {
        try
        {
            return new FileInfo(path).Length <= LargestFile ? File.ReadAllBytes(path) : throw Invalid(path, "it is larger than 1 MiB");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Invalid(path, "it can't be read", error);
        }
    }

    private static InviteException Invalid(string path, string what, Exception? cause = null) =>
        new(InviteFault.PageFolderInvalid, $"The page folder can't be used: {path}: {what}.", path, cause);
}
