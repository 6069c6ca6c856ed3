using InvitesApi.Server.Pages.Apps;
using Microsoft.AspNetCore.Http;

namespace InvitesApi.Server.Pages;

/// <summary>What a browser tells of the device that it runs on.</summary>
internal static class Visitor
{
    /// <summary>The platform of a request; null where it can't be told.</summary>
    /// <param name="headers">The headers: the client hint <c>Sec-CH-UA-Platform</c>, which some browsers send unasked, else
    /// <c>User-Agent</c>.</param>
    public static Platform? PlatformOf(IHeaderDictionary headers)
    {
        string hint = headers["Sec-CH-UA-Platform"].ToString().Trim('"');
        return Platforms.Parse(hint) ?? FromUserAgent(headers.UserAgent.ToString());
    }

    // The order counts: an iPhone says that it is like a Mac, and Android that it is a Linux. An iPad says that it is a Mac, and can't be
    // told from one.
    private static Platform? FromUserAgent(string agent) => agent switch
    {
        _ when Has(agent, "iPhone") || Has(agent, "iPad") || Has(agent, "iPod") => Platform.Ios,
        _ when Has(agent, "Android") => Platform.Android,
        _ when Has(agent, "Windows") => Platform.Windows,
        _ when Has(agent, "Macintosh") => Platform.MacOS,
        _ when Has(agent, "CrOS") => Platform.Web,
        _ when Has(agent, "Linux") || Has(agent, "X11") => Platform.Linux,
        _ => null,
    };

    private static bool Has(string agent, string word) => agent.Contains(word, StringComparison.Ordinal);
}
