using System.Text.Json.Serialization;

namespace InvitesApi.Server.Pages.Folder;

/// <summary>The file <c>page.json</c> of an operator's folder.</summary>
internal sealed class PageSettings
{
    /// <summary>The name of the site.</summary>
    public string? SiteName { get; init; }

    /// <summary>The tag of the language for visitors who ask for none that there is.</summary>
    public string? Language { get; init; }

    /// <summary>The colour of buttons and links: <c>#rrggbb</c>.</summary>
    public string? Accent { get; init; }

    /// <summary>The same on a dark ground.</summary>
    public string? AccentDark { get; init; }
}

/// <summary>How it is read.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = System.Text.Json.JsonCommentHandling.Skip,
    AllowTrailingCommas = true)]
[JsonSerializable(typeof(PageSettings))]
internal sealed partial class PageSettingsJson : JsonSerializerContext;
