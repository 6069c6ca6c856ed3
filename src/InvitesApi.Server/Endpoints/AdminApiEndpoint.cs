using System.Text.Json;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Hosting.Hosts;
using InvitesApi.Server.Hosting.Operation;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Storage;
using Microsoft.AspNetCore.Http;

namespace InvitesApi.Server.Endpoints;

/// <summary>
/// <c>/admin_api/invites</c>: pending invites listed, shown, revoked and made by programs, in the form of Prosody's mod_http_admin_api. The key
/// needs the scope of what is asked for.
/// </summary>
/// <param name="invites">What judges keys and makes invites.</param>
/// <param name="database">Where invites are.</param>
/// <param name="time">What tells the time.</param>
/// <param name="door">What takes keys.</param>
/// <param name="meter">What counts.</param>
internal sealed class AdminApiEndpoint(
    InviteIssuer invites, IInviteDatabase database, TimeProvider time, KeyDoor door, ServerMeter meter) : IEndpoint
{
    private const string Folder = "/invites";
    private const string Account = "account";
    private const string Reset = "reset";
    private const int FlushAt = 16 * 1024;

    /// <inheritdoc/>
    public ValueTask AnswerAsync(HttpContext context, ServedHost host, string rest) => new(RouteAsync(context, host, rest));

    private Task RouteAsync(HttpContext context, ServedHost host, string rest)
    {
        string method = context.Request.Method;
        bool reads = Method.IsGet(method) || Method.IsHead(method);
        if (rest == Folder)
        {
            return reads ? AnswerAsync(context, host, ApiKeyScopes.List, _ => ListAsync(context, host)) : NoMethod(context, "GET, HEAD");
        }

        if (!rest.StartsWith(Folder + "/", StringComparison.Ordinal) || rest.Length == Folder.Length + 1)
        {
            return Problem.NotFound.SendAsync(context);
        }

        string name = rest[(Folder.Length + 1)..];
        if (name is Account or Reset)
        {
            return Method.IsPost(method) ? MakeAsync(context, host, isReset: name == Reset) : NoMethod(context, "POST");
        }

        return reads ? AnswerAsync(context, host, ApiKeyScopes.List, _ => ShowAsync(context, host, name, isMaker: false))
            : Method.IsDelete(method)
                ? AnswerAsync(context, host, ApiKeyScopes.Revoke, key => RevokeAsync(context, host, key, name))
                : NoMethod(context, "GET, HEAD, DELETE");
    }

    private async Task AnswerAsync(HttpContext context, ServedHost host, ApiKeyScopes scope, Func<ApiKeyText, Task> answer)
    {
        var presented = PresentedKey.Of(context.Request);
        if (door.TurnsAway(context, host, presented, out Task turnedAway))
        {
            await turnedAway;
            return;
        }

        // Keys are limited in GET and POST alone, as Prosody's are.
        ApiKeyMethods method = Method.IsDelete(context.Request.Method) ? ApiKeyMethods.None : ApiKeyMethods.Get;
        KeyAnswer judged = presented.Key is { } key
            ? await invites.JudgeAsync(host.Name, key, method, scope, context.Connection.RemoteIpAddress, context.RequestAborted)
            : new KeyAnswer(KeyVerdict.Refused);
        await (judged.Verdict == KeyVerdict.Accepted
            ? answer(presented.Key!.Value)
            : door.RefuseAsync(context, host, judged, "POST, DELETE"));
    }

    private async Task MakeAsync(HttpContext context, ServedHost host, bool isReset)
    {
        var presented = PresentedKey.Of(context.Request);
        if (door.TurnsAway(context, host, presented, out Task turnedAway))
        {
            await turnedAway;
            return;
        }

        if (await InviteWish.ReadAsync(context) is not { } wish || string.IsNullOrEmpty(wish.Username) == isReset)
        {
            await Problem.RequestInvalid.SendAsync(context);
            return;
        }

        InviteAnswer made;
        try
        {
            made = presented.Key is { } key ? await MakeAsync(context, host, key, wish) : new InviteAnswer(KeyVerdict.Refused, null);
        }
        catch (InviteException fault) when (fault.Fault == InviteFault.UsernameInvalid)
        {
            await Problem.RequestInvalid.SendAsync(context);
            return;
        }

        if (made.Verdict != KeyVerdict.Accepted)
        {
            await door.RefuseAsync(context, host, new KeyAnswer(made.Verdict, made.RetryAfter, made.Rate), "GET, DELETE");
            return;
        }

        meter.InviteMade();
        await ShowAsync(context, host, made.Token!, isMaker: true);
    }

    private ValueTask<InviteAnswer> MakeAsync(HttpContext context, ServedHost host, in ApiKeyText key, InviteWish wish) => wish.Username is { } username
        ? invites.IssueResetAsync(host.Name, key, ApiKeyMethods.Post, context.Connection.RemoteIpAddress, username, wish.Lifetime)
        : invites.IssueAsync(host.Name, key, ApiKeyMethods.Post, context.Connection.RemoteIpAddress, wish.Lifetime);

    private async Task ListAsync(HttpContext context, ServedHost host)
    {
        HttpResponse response = Begin(context);
        if (Method.IsHead(context.Request.Method))
        {
            return;
        }

        // As many as there are, and no more of them in memory than fit into the buffers of the connection.
        await using var writer = new Utf8JsonWriter(response.BodyWriter);
        writer.WriteStartArray();
        await foreach (Invite invite in new InviteBook(database, time).ListAsync(
            new InviteFilter { VirtualHost = host.Name, State = InviteState.Pending }, context.RequestAborted))
        {
            if (invite.Kind == InviteKind.Reset)
            {
                continue;
            }

            JsonSerializer.Serialize(writer, InviteDocument.Of(invite, host.LinkTo(invite, context.Request)), AdminJson.Default.InviteDocument);
            if (writer.BytesPending > FlushAt)
            {
                await writer.FlushAsync(context.RequestAborted);
                await response.BodyWriter.FlushAsync(context.RequestAborted);
            }
        }

        writer.WriteEndArray();
    }

    // The token of an invite to set a password is that account: whoever may list does not get it, who has made it does.
    private async Task ShowAsync(HttpContext context, ServedHost host, string token, bool isMaker)
    {
        if (await FindAsync(context, host, token) is { } invite)
        {
            if (invite.Kind == InviteKind.Reset && !isMaker)
            {
                await Problem.InviteNotFound.SendAsync(context);
                return;
            }

            byte[] json = JsonSerializer.SerializeToUtf8Bytes(
                InviteDocument.Of(invite, host.LinkTo(invite, context.Request)), AdminJson.Default.InviteDocument);
            HttpResponse response = Begin(context);
            response.ContentLength = json.Length;
            if (!Method.IsHead(context.Request.Method))
            {
                await response.Body.WriteAsync(json, context.RequestAborted);
            }
        }
    }

    private async Task RevokeAsync(HttpContext context, ServedHost host, ApiKeyText key, string token)
    {
        if (await FindAsync(context, host, token) is { } invite)
        {
            if (await invites.RevokeAsync(host.Name, key, context.Connection.RemoteIpAddress, invite.Token, context.RequestAborted))
            {
                context.Response.ContentLength = 0;
                return;
            }

            await Problem.InviteNotFound.SendAsync(context); // it went, or the key did, after both were looked at
        }
    }

    private async Task<Invite?> FindAsync(HttpContext context, ServedHost host, string token)
    {
        Invite? invite = await database.FindInviteAsync(token, context.RequestAborted);
        if (invite is null || !string.Equals(invite.VirtualHost, host.Name, StringComparison.Ordinal))
        {
            await Problem.InviteNotFound.SendAsync(context);
            return null;
        }

        return invite;
    }

    private static HttpResponse Begin(HttpContext context)
    {
        HttpResponse response = context.Response;
        response.ContentType = "application/json";
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        return response;
    }

    private static Task NoMethod(HttpContext context, string allow)
    {
        context.Response.Headers.Allow = allow;
        return Problem.MethodNotAllowed.SendAsync(context);
    }
}
