using InvitesApi.Server.Accounts;
using InvitesApi.Server.Hosting.Hosts;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Pages;
using InvitesApi.Server.Pages.Apps;
using InvitesApi.Server.Storage;
using Microsoft.AspNetCore.Http;

namespace InvitesApi.Server.Endpoints;

/// <summary>
/// The page of an invite: <c>/invites_page?TOKEN</c>, or where the host's template says; below its path how to set up each
/// app, and its style. Looking at it spends nothing. The invite's URI is in a <c>Link</c> header too, where web clients
/// look for it (XEP-0401 §3).
/// </summary>
internal sealed class InvitePageEndpoint(
    IInviteDatabase database, TimeProvider time, ClientLimits clients, Registrar? registrar) : IEndpoint
{
    private const string Methods = "GET, HEAD, OPTIONS";

    /// <inheritdoc/>
    public ValueTask AnswerAsync(HttpContext context, ServedHost host, string rest) => new(RouteAsync(context, host, rest));

    /// <summary>Answers a request for the page of an invite.</summary>
    /// <param name="context">The request.</param>
    /// <param name="host">The host.</param>
    /// <param name="query">The token, and what the visitor chose.</param>
    public Task ShowAsync(HttpContext context, ServedHost host, PageQuery query) =>
        AnswerReadingAsync(context, () => ShowInviteAsync(context, host, query, null));

    private Task RouteAsync(HttpContext context, ServedHost host, string rest)
    {
        var query = PageQuery.Parse(context.Request.QueryString.Value);
        return rest switch
        {
            "" => ShowAsync(context, host, query),
            _ when rest.StartsWith(PageLinks.SetupFolder, StringComparison.Ordinal) =>
                ShowSetupAsync(context, host, query, rest[PageLinks.SetupFolder.Length..]),
            _ when rest.StartsWith(PageLinks.AssetFolder, StringComparison.Ordinal) =>
                AnswerReadingAsync(context, () => PageHttp.SendAsync(context, host.Site.FindAsset(rest[PageLinks.AssetFolder.Length..]))),
            _ => Problem.NotFound.SendAsync(context),
        };
    }

    // An app that has left the catalogue since the link was made: the page shows those that are there.
    private Task ShowSetupAsync(HttpContext context, ServedHost host, PageQuery query, string id) => AnswerReadingAsync(context, () =>
    {
        if (host.Site.Apps.Find(id) is { } app)
        {
            return ShowInviteAsync(context, host, query, app);
        }

        context.Response.Redirect(new PageLinks(host.PagePath, query).Invite);
        return Task.CompletedTask;
    });

    private async Task ShowInviteAsync(HttpContext context, ServedHost host, PageQuery query, App? app)
    {
        if (!clients.MayTry(context))
        {
            await TooMany.SendPageAsync(context, host);
            return;
        }

        Invite? invite = await database.FindInviteAsync(query.Token, context.RequestAborted);
        if (invite is null || !string.Equals(invite.VirtualHost, host.Name, StringComparison.Ordinal))
        {
            invite = null;
            CountFailure(context, query);
        }

        var composer = new PageComposer(host.Site, new PageRequest(
            query,
            host.PagePath,
            host.OwnLinkTo(query.Token, context.Request),
            context.Request.Headers.AcceptLanguage,
            Visitor.PlatformOf(context.Request.Headers),
            invite is not null && registrar?.Offers(invite) == true ? host.RegisterPath : null));
        await PageHttp.SendAsync(context, composer.Compose(invite, time.GetUtcNow(), app));
    }

    // Who asks for the page without a token has tried none.
    private void CountFailure(HttpContext context, PageQuery query)
    {
        if (query.Token.Length > 0)
        {
            clients.Failed(context);
        }
    }

    private static Task AnswerReadingAsync(HttpContext context, Func<Task> answer)
    {
        string method = context.Request.Method;
        if (Method.IsGet(method) || Method.IsHead(method))
        {
            return answer();
        }

        context.Response.Headers.Allow = Methods;
        if (!Method.IsOptions(method))
        {
            return Problem.MethodNotAllowed.SendAsync(context);
        }

        PageHttp.AllowOtherOrigins(context.Response.Headers);
        context.Response.ContentLength = 0;
        return Task.CompletedTask;
    }
}
