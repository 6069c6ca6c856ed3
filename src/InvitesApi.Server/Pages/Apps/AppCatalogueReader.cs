using System.Text.Json;
using System.Text.RegularExpressions;
using InvitesApi.Server.Faults;

namespace InvitesApi.Server.Pages.Apps;

/// <summary>
/// Reads a catalogue: a JSON array of objects with the members of Prosody's option <c>site_apps</c>, which ejabberd's
/// <c>apps.json</c> has too. Members that are not known are passed over; ejabberd's <c>{% trans '…' %}</c> is read as the
/// text in it.
/// </summary>
internal static partial class AppCatalogueReader
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>Reads one.</summary>
    /// <param name="json">The JSON, in UTF-8.</param>
    /// <param name="source">Where it is from, for messages.</param>
    /// <exception cref="InviteException"><see cref="InviteFault.AppCatalogueInvalid"/>.</exception>
    public static IReadOnlyList<App> Read(ReadOnlyMemory<byte> json, string source)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Lenient);
            if (document.RootElement.ValueKind != JsonValueKind.Array)
            {
                throw AppCatalogueFault.Of(source, "it is no JSON array of apps");
            }

            List<App> apps =
                [.. document.RootElement.EnumerateArray().Select((item, index) => ReadApp(item, $"{source}, app {index + 1}"))];
            return apps.GroupBy(app => app.Id, StringComparer.Ordinal).FirstOrDefault(group => group.Skip(1).Any()) is { } twice
                ? throw AppCatalogueFault.Of(source, $"two apps have the id '{twice.Key}'")
                : apps;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // The latter: an escape that stands for half of a character.
            throw AppCatalogueFault.Of(source, $"it is no JSON: {error.Message.TrimEnd('.')}", error);
        }
    }

    /// <summary>The id that Prosody makes of a name: lower case, and hyphens for what is neither a letter nor a digit.</summary>
    public static string IdOf(string name) => NonWord().Replace(name.ToLowerInvariant(), "-").Trim('-');

    private static App ReadApp(JsonElement item, string where)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            throw AppCatalogueFault.Of(where, "it is no JSON object");
        }

        string name = String(item, "name", where) ?? throw AppCatalogueFault.Of(where, "it lacks a name");
        where = $"{where} ({name})";
        JsonElement download = item.TryGetProperty("download", out JsonElement found) ? found : default;
        JsonElement setup = item.TryGetProperty("setup", out found) ? found : default;
        Uri? link = Link(item, "link", where);
        string id = IdOf(String(item, "id", where) ?? name);
        return new App(
            id.Length > 0 ? id : throw AppCatalogueFault.Of(where, "its name makes no id. Give it one"),
            name,
            ReadPlatforms(item, where),
            item.TryGetProperty("supports_preauth_uri", out found) && found.ValueKind == JsonValueKind.True)
        {
            Text = Text(item, "text", where),
            Image = String(item, "image", where) is { } image ? image[(image.LastIndexOf('/') + 1)..] : null,
            Link = link,
            MagicLinkFormat = Format(item, link, where),
            Downloads = ReadDownloads(download, where),
            DownloadText = Text(download, "text", where),
            SetupText = Text(setup, "text", where),
        };
    }

    // An app that names no platform is for all of them, as in Prosody.
    private static IReadOnlyList<Platform> ReadPlatforms(JsonElement item, string where)
    {
        if (!item.TryGetProperty("platforms", out JsonElement platforms))
        {
            return Platforms.All;
        }

        return platforms.ValueKind == JsonValueKind.Array && platforms.EnumerateArray().All(name => name.ValueKind == JsonValueKind.String)
            ? [.. platforms.EnumerateArray().Select(name => Platforms.Parse(name.GetString()!)).OfType<Platform>().Distinct()]
            : throw AppCatalogueFault.Of(where, "its platforms are no array of names");
    }

    private static IReadOnlyList<AppDownload> ReadDownloads(JsonElement download, string where)
    {
        if (download.ValueKind != JsonValueKind.Object || !download.TryGetProperty("buttons", out JsonElement buttons))
        {
            return [];
        }

        return buttons.ValueKind != JsonValueKind.Array
            ? throw AppCatalogueFault.Of(where, "its download buttons are no array")
            : [.. buttons.EnumerateArray().Select(button =>
            {
                Uri link = Link(button, "url", where) ?? throw AppCatalogueFault.Of(where, "a download button lacks its url");
                return new AppDownload(link, Text(button, "text", where), Format(button, link, where));
            })];
    }

    private static string? Format(JsonElement item, Uri? link, string where)
    {
        if (String(item, "magic_link_format", where) is not { } format)
        {
            return null;
        }

        AppLink.Check(format, link, where);
        return format;
    }

    private static Uri? Link(JsonElement item, string member, string where) => String(item, member, where) switch
    {
        null => null,
        var text when Uri.TryCreate(text, UriKind.Absolute, out Uri? link) && link.Scheme is "http" or "https" => link,
        var text => throw AppCatalogueFault.Of(where, $"'{text}' is no http or https link"),
    };

    private static AppText? Text(JsonElement item, string member, string where)
    {
        if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty(member, out JsonElement text))
        {
            return null;
        }

        Dictionary<string, string> byLanguage = text.ValueKind switch
        {
            JsonValueKind.String => new(StringComparer.Ordinal) { [string.Empty] = Untranslated(text.GetString()!) },
            JsonValueKind.Object => text.EnumerateObject().Where(one => one.Value.ValueKind == JsonValueKind.String)
                .DistinctBy(one => one.Name, StringComparer.Ordinal).ToDictionary(one => one.Name, one => one.Value.GetString()!, StringComparer.Ordinal),
            _ => [],
        };
        return byLanguage.Count > 0
            ? new AppText(byLanguage)
            : throw AppCatalogueFault.Of(where, $"its {member} is neither a text nor an object with one for each language");
    }

    private static string? String(JsonElement item, string member, string where)
    {
        if (item.ValueKind != JsonValueKind.Object
            || !item.TryGetProperty(member, out JsonElement value)
            || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? Untranslated(text)
            : throw AppCatalogueFault.Of(where, $"its {member} is no text");
    }

    private static string Untranslated(string text) =>
        Translation().Match(text) is { Success: true } match
            ? match.Groups["text"].Value.Replace("\\'", "'", StringComparison.Ordinal)
            : text;

    [GeneratedRegex(@"[^\p{L}\p{Nd}_]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NonWord();

    [GeneratedRegex(
        @"^\{%\s*trans\s*'(?<text>.*)'\s*%\}$", RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Translation();
}
