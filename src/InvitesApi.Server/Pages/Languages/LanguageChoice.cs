using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace InvitesApi.Server.Pages.Languages;

/// <summary>Chooses the language of a page.</summary>
internal static class LanguageChoice
{
    private const int MostRanges = 32;

    /// <summary>The language that the visitor asked for, else the first that the browser wants and we have, else the site's own.</summary>
    /// <param name="languages">What we have.</param>
    /// <param name="asked">The tag that the visitor chose on the page, or null.</param>
    /// <param name="acceptLanguage">The browser's header (RFC 9110 §12.5.4); what in it can't be read, is passed over.</param>
    /// <param name="own">The language of the site.</param>
    public static Language Of(LanguageSet languages, string? asked, StringValues acceptLanguage, Language own)
    {
        if (asked is not null && languages.Find(asked) is { } chosen)
        {
            return chosen;
        }

        return Wanted(acceptLanguage).Select(languages.Find).FirstOrDefault(language => language is not null) ?? own;
    }

    private static IEnumerable<string> Wanted(StringValues header)
    {
        string[] lines = [.. header.OfType<string>()];
        if (!StringWithQualityHeaderValue.TryParseList(lines, out IList<StringWithQualityHeaderValue>? ranges))
        {
            return [];
        }

        // "*" means any: that is the site's own. The order of equal ones stays.
        return ranges
            .Take(MostRanges)
            .Where(range => range.Quality != 0 && range.Value != "*")
            .OrderByDescending(range => range.Quality ?? 1)
            .Select(range => range.Value.ToString());
    }
}
