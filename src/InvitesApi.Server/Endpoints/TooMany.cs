using InvitesApi.Server.Hosting.Hosts;
using InvitesApi.Server.Pages;
using Microsoft.AspNetCore.Http;

namespace InvitesApi.Server.Endpoints;

/// <summary>The answer to a client that has asked or failed too often: a page in its language for browsers, a problem for programs.</summary>
internal static class TooMany
{
    /// <summary>Sends it. The headers that say how long to wait are set already.</summary>
    /// <param name="context">The request.</param>
    /// <param name="host">Its host; null: none was found.</param>
    public static Task SendAsync(HttpContext context, ServedHost? host) => host is not null && Accept.PrefersHtml(context.Request)
        ? SendPageAsync(context, host)
        : Problem.TooMany.SendAsync(context);

    /// <summary>Sends the page.</summary>
    /// <param name="context">The request.</param>
    /// <param name="host">Its host.</param>
    public static Task SendPageAsync(HttpContext context, ServedHost host)
    {
        var request = new PageRequest(
            PageQuery.Parse(null),
            host.PagePath,
            string.Empty,
            context.Request.Headers.AcceptLanguage,
            Visitor.PlatformOf(context.Request.Headers),
            host.RegisterPath);
        return PageHttp.SendAsync(context, new RegisterComposer(host.Site, request).TooMany());
    }
}
