using System.Collections.Frozen;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace InvitesApi.Server.Pages.Languages;

/// <summary>The names of texts in files, and the placeholders in them.</summary>
internal static partial class TextIds
{
    /// <summary>The texts by their names: <c>title-account</c>.</summary>
    public static readonly FrozenDictionary<string, TextId> ByName = Enum.GetValues<TextId>()
        .ToFrozenDictionary(id => JsonNamingPolicy.KebabCaseLower.ConvertName(id.ToString()), StringComparer.Ordinal);

    /// <summary>What a text has in braces, in any order.</summary>
    public static IReadOnlySet<string> PlaceholdersOf(string text) =>
        Placeholder().Matches(text).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex(@"\{[^{}]*\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
