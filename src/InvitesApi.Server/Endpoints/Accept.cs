using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace InvitesApi.Server.Endpoints;

/// <summary>Tells browsers from programs (RFC 9110 §12.5.1).</summary>
internal static class Accept
{
    private static readonly MediaTypeHeaderValue Html = new("text/html");
    private static readonly MediaTypeHeaderValue[] Documents = [new("application/problem+json"), new("application/json")];

    /// <summary>Whether a client would rather have a page than a problem document. Who doesn't say is a program.</summary>
    public static bool PrefersHtml(HttpRequest request)
    {
        StringValues accept = request.Headers.Accept;
        return accept.Count > 0
            && accept.ToString().Contains("html", StringComparison.OrdinalIgnoreCase)
            && MediaTypeHeaderValue.TryParseList(accept, out IList<MediaTypeHeaderValue>? ranges)
            && Quality(ranges, Html) > Documents.Max(document => Quality(ranges, document));
    }

    // The most specific range that a type is in counts.
    private static double Quality(IEnumerable<MediaTypeHeaderValue> ranges, MediaTypeHeaderValue type) => ranges
        .Where(range => type.IsSubsetOf(range))
        .OrderBy(range => (range.MatchesAllTypes ? 2 : 0) + (range.MatchesAllSubTypes ? 1 : 0))
        .Select(range => range.Quality ?? 1)
        .FirstOrDefault();
}
