using System.Globalization;
using InvitesApi.Server.Accounts;
using InvitesApi.Server.Hosting;
using InvitesApi.Server.Hosting.Hosts;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Pages;
using InvitesApi.Server.Storage;
using Microsoft.AspNetCore.Http;

namespace InvitesApi.Server.Endpoints;

/// <summary>
/// The form that makes an account with an invite: <c>/register?t=TOKEN&amp;c=APP</c>, as Prosody's mod_invites_register_web has it. Whoever
/// comes with an invite that is of no use here is sent to its page.
/// </summary>
internal sealed class RegisterEndpoint(
    IInviteDatabase database, TimeProvider time, ClientLimits clients, AccountDesk desk) : IEndpoint
{
    private const string Methods = "GET, HEAD, POST, OPTIONS";

    // Servers come back within it, or don't for long.
    private static readonly TimeSpan UsualOutage = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public ValueTask AnswerAsync(HttpContext context, ServedHost host, string rest) => new(RouteAsync(context, host));

    private Task RouteAsync(HttpContext context, ServedHost host)
    {
        string method = context.Request.Method;
        bool isReading = Method.IsGet(method) || Method.IsHead(method);
        if (isReading || Method.IsPost(method))
        {
            return !clients.MayTry(context) ? TooMany.SendPageAsync(context, host)
                : isReading ? ShowAsync(context, host)
                : TakeAsync(context, host);
        }

        context.Response.Headers.Allow = Methods;
        context.Response.ContentLength = Method.IsOptions(method) ? 0 : null;
        return Method.IsOptions(method) ? Task.CompletedTask : Problem.MethodNotAllowed.SendAsync(context);
    }

    private async Task ShowAsync(HttpContext context, ServedHost host)
    {
        var query = PageQuery.ParseForRegistration(context.Request.QueryString.Value);
        if (await FindAsync(context, host, query.Token) is { } invite)
        {
            await PageHttp.SendAsync(context, Composer(context, host, query).Form(StatusCodes.Status200OK, invite, Form(context, host)));
        }
        else
        {
            SendToInvite(context, host, query);
        }
    }

    private async Task TakeAsync(HttpContext context, ServedHost host)
    {
        if (!desk.Attempts.Count(context))
        {
            await TooMany.SendPageAsync(context, host);
        }
        else if (context.Request.ContentLength > RegisterFields.LargestBody)
        {
            context.Response.Headers.Connection = "close"; // the body stays unread
            await Problem.ContentTooLarge.SendAsync(context);
        }
        else if (await RegisterFields.ReadAsync(context) is { } fields)
        {
            await TakeAsync(context, host, fields);
        }
        else
        {
            await Problem.ContentNotSupported.SendAsync(context);
        }
    }

    private async Task TakeAsync(HttpContext context, ServedHost host, RegisterFields fields)
    {
        PageQuery query = PageQuery.Parse(null) with { Token = fields.Token, App = fields.App, Language = fields.Language };
        RegisterComposer composer = Composer(context, host, query);
        if (await FindAsync(context, host, fields.Token) is not { } invite)
        {
            SendToInvite(context, host, query);
            return;
        }

        RegisterForm form = Form(context, host) with { Username = fields.Username };
        if (!FormSecret.Proves(context, host, fields.Secret))
        {
            clients.Failed(context);
            await PageHttp.SendAsync(context, composer.FormOnceMore(invite, form));
            return;
        }

        RegistrationAnswer answer = await desk.Registrar.RegisterAsync(
            new RegistrationRequest
            {
                VirtualHost = host.Name,
                Token = fields.Token,
                Username = fields.Username,
                Password = fields.Password,
            },
            context.RequestAborted);
        await SendAsync(context, host, query, answer.Verdict, composer.Of(answer, form));
    }

    private static Task SendAsync(HttpContext context, ServedHost host, PageQuery query, RegistrationVerdict verdict, PageAnswer? page)
    {
        if (page is null)
        {
            SendToInvite(context, host, query);
            return Task.CompletedTask;
        }

        if (verdict is RegistrationVerdict.Unavailable or RegistrationVerdict.Unknown or RegistrationVerdict.PasswordUnknown)
        {
            TellToWait(context, verdict == RegistrationVerdict.Unavailable ? UsualOutage : Registrar.Lease);
        }

        return PageHttp.SendAsync(context, page);
    }

    // What the registrar would refuse in any case is not shown a form.
    private async Task<Invite?> FindAsync(HttpContext context, ServedHost host, string token)
    {
        Invite? invite = await database.FindInviteAsync(token, context.RequestAborted);
        if (invite is null || !string.Equals(invite.VirtualHost, host.Name, StringComparison.Ordinal))
        {
            clients.Failed(context);
            return null;
        }

        return invite.State(time.GetUtcNow()) == InviteState.Pending && desk.Registrar.Offers(invite) ? invite : null;
    }

    private RegisterForm Form(HttpContext context, ServedHost host) => new(FormSecret.Of(context, host), desk.ShortestPassword);

    private static RegisterComposer Composer(HttpContext context, ServedHost host, PageQuery query) => new(host.Site, new PageRequest(
        query,
        host.PagePath,
        string.Empty,
        context.Request.Headers.AcceptLanguage,
        Visitor.PlatformOf(context.Request.Headers),
        host.RegisterPath));

    private static void SendToInvite(HttpContext context, ServedHost host, PageQuery query)
    {
        HttpResponse response = context.Response;
        response.StatusCode = StatusCodes.Status303SeeOther;
        response.Headers.Location = new PageLinks(host.PagePath, query).Invite;
        response.Headers.CacheControl = "no-store";
        response.ContentLength = 0;
    }

    private static void TellToWait(HttpContext context, TimeSpan wait) =>
        context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
