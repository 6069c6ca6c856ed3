using System.Text.Json.Serialization;

namespace InvitesApi.Server.Pages.Languages;

/// <summary>
/// A file of texts: Pages/Languages/Texts/TAG.json, or texts/TAG.json of an operator's folder, which may leave out what it does not change.
/// </summary>
internal sealed class LanguageFile
{
    /// <summary>The language's own name.</summary>
    public string? Language { get; init; }

    /// <summary><c>ltr</c> or <c>rtl</c>.</summary>
    public string? Direction { get; init; }

    /// <summary>The pattern of a date and time, as .NET's custom format strings have it.</summary>
    public string? Date { get; init; }

    // A generated reader gives what is missing to `init` as null, and leaves `set` alone.

    /// <summary>The texts, by the names of <see cref="TextId"/>.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What is said of apps, by their ids.</summary>
    public IReadOnlyDictionary<string, string> Apps { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

/// <summary>How it is read: a name that is not known is a mistake, and said to be one.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = System.Text.Json.JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(LanguageFile))]
internal sealed partial class LanguageJson : JsonSerializerContext;
