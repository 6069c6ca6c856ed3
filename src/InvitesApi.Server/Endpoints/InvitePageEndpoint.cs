using System.Text;
using InvitesApi.Server.Hosting.Hosts;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Pages;
using InvitesApi.Server.Storage;
using Microsoft.AspNetCore.Http;

namespace InvitesApi.Server.Endpoints;

/// <summary>
/// The page of an invite: <c>/invites_page?TOKEN</c>, or where the host's template says. Looking at it spends nothing. The invite's URI is in a
/// <c>Link</c> header too, where web clients look for it (XEP-0401 §3).
/// </summary>
internal sealed class InvitePageEndpoint(IInviteDatabase database, TimeProvider time) : IEndpoint
{
    /// <inheritdoc/>
    public Task AnswerAsync(HttpContext context, ServedHost host, string rest) =>
        ShowAsync(context, host, context.Request.QueryString.Value is { Length: > 1 } query ? query[1..] : string.Empty);

    /// <summary>Answers a request for the page of a token.</summary>
    public async Task ShowAsync(HttpContext context, ServedHost host, string token)
    {
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.Headers.Allow = "GET, HEAD";
            await Problem.MethodNotAllowed.SendAsync(context);
            return;
        }

        Invite? invite = await database.FindInviteAsync(token, context.RequestAborted);
        if (invite is null || !string.Equals(invite.VirtualHost, host.Name, StringComparison.Ordinal))
        {
            await SendAsync(context, StatusCodes.Status404NotFound, InvitePage.Unknown(host.Name));
        }
        else if (invite.IsExpired(time.GetUtcNow()))
        {
            await SendAsync(context, StatusCodes.Status410Gone, InvitePage.Expired(host.Name));
        }
        else
        {
            context.Response.Headers.Link = $"<{invite.Uri}>; rel=\"alternate\"";
            await SendAsync(context, StatusCodes.Status200OK, InvitePage.Good(invite));
        }
    }

    private static Task SendAsync(HttpContext context, int status, string html)
    {
        context.Response.Headers.AccessControlAllowOrigin = "*";
        context.Response.Headers.AccessControlExposeHeaders = "Link";
        return context.SendHtmlAsync(status, Encoding.UTF8.GetBytes(html));
    }
}
