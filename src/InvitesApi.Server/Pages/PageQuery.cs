using InvitesApi.Server.Pages.Apps;
using Microsoft.AspNetCore.WebUtilities;

namespace InvitesApi.Server.Pages;

/// <summary>
/// The query of a page: the token is the whole of it, as in Prosody, or the part of it that has no <c>=</c>;
/// <c>lang</c>, <c>platform</c> and <c>app</c> may go with it. What else there is, as trackers add to links, is passed over.
/// </summary>
/// <param name="Token">The token; empty where there is none.</param>
/// <param name="Language">The language that the visitor chose, or null.</param>
/// <param name="Platform">The platform whose apps the visitor wants to see, or null.</param>
/// <param name="App">The id of the app that the link prefers, or null.</param>
/// <param name="Rest">The query without what is ours, for templates that have one of their own.</param>
internal sealed record PageQuery(string Token, string? Language, Platform? Platform, string? App, string Rest)
{
    private const string LanguageName = "lang";
    private const string PlatformName = "platform";
    private const string AppName = "app";
    private const string RegisterTokenName = "t";
    private const string RegisterAppName = "c";

    /// <summary>Reads one.</summary>
    /// <param name="query">The query as it was sent, with its question mark; or nothing.</param>
    public static PageQuery Parse(string? query)
    {
        var result = new PageQuery(string.Empty, null, null, null, string.Empty);
        var rest = new List<string>();
        foreach (string part in (query ?? string.Empty).TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            string value = Uri.UnescapeDataString(part[(equals + 1)..]);
            switch (equals < 0 ? string.Empty : part[..equals])
            {
                case LanguageName:
                    result = result with { Language = value };
                    continue;
                case PlatformName:
                    result = result with { Platform = Platforms.Parse(value) };
                    continue;
                case AppName:
                    result = result with { App = value };
                    continue;
                case "" when result.Token.Length == 0 && equals < 0:
                    result = result with { Token = part };
                    break;
            }

            rest.Add(part);
        }

        return result with { Rest = string.Join('&', rest) };
    }

    /// <summary>Reads that of the form that makes accounts: <c>t</c> has the token, <c>c</c> the id of the app, as in Prosody.</summary>
    /// <param name="query">The query as it was sent, with its question mark; or nothing.</param>
    public static PageQuery ParseForRegistration(string? query)
    {
        PageQuery result = Parse(query) with { Token = string.Empty };
        foreach (QueryStringEnumerable.EncodedNameValuePair pair in new QueryStringEnumerable(query))
        {
            string value = pair.DecodeValue().ToString();
            result = pair.DecodeName().Span switch
            {
                RegisterTokenName => result with { Token = value },
                RegisterAppName => result with { App = value },
                _ => result,
            };
        }

        return result;
    }

    /// <summary>Writes one, as a link to the form that makes accounts has it.</summary>
    public string WriteForRegistration() => string.Concat(
        $"?{RegisterTokenName}=",
        Uri.EscapeDataString(Token),
        Part(RegisterAppName, App),
        Part(LanguageName, Language));

    /// <summary>Writes one, as a link to our own pages has it.</summary>
    public string Write() => string.Concat(
        "?",
        Uri.EscapeDataString(Token),
        Part(LanguageName, Language),
        Part(PlatformName, Platform is { } platform ? Platforms.NameOf(platform) : null),
        Part(AppName, App));

    private static string Part(string name, string? value) => value is null ? string.Empty : $"&{name}={Uri.EscapeDataString(value)}";
}
