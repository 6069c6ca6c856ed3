using System.Runtime.CompilerServices;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Hosting.Hosts;
using InvitesApi.Server.Hosting.Operation;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Keys;
using Microsoft.AspNetCore.Http;

namespace InvitesApi.Server.Endpoints;

/// <summary>
/// <c>/invites_api</c>: who has a key gets the link of a fresh invite. 201 with <c>Location</c>; with <c>redirect</c> in the
/// query 303, which takes a browser there.
/// </summary>
internal sealed class InvitesApiEndpoint(InviteIssuer invites, KeyDoor door, ServerMeter meter) : IEndpoint
{
    private const string Methods = "GET, POST, OPTIONS";

    /// <inheritdoc/>
    public ValueTask AnswerAsync(HttpContext context, ServedHost host, string rest)
    {
        host.Cors.Allow(context);
        string method = context.Request.Method;
        if (Method.IsGet(method))
        {
            return CreateAsync(context, host, ApiKeyMethods.Get);
        }

        if (Method.IsPost(method))
        {
            return CreateAsync(context, host, ApiKeyMethods.Post);
        }

        if (Method.IsOptions(method))
        {
            context.Response.Headers.Allow = Methods;
            context.Response.ContentLength = 0;
            return ValueTask.CompletedTask;
        }

        context.Response.Headers.Allow = Methods;
        return new ValueTask(Problem.MethodNotAllowed.SendAsync(context));
    }

    /// <summary>Answers with the link of an invite that is on disk.</summary>
    internal static void Created(HttpContext context, string link, bool redirect)
    {
        HttpResponse response = context.Response;
        response.StatusCode = redirect ? StatusCodes.Status303SeeOther : StatusCodes.Status201Created;
        response.Headers.Location = link;
        response.Headers.CacheControl = "no-store";
        response.ContentLength = 0;
    }

    // What it holds while the invite is stored is a third of what a request allocates: as little as can be, and used again.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask CreateAsync(HttpContext context, ServedHost host, ApiKeyMethods method)
    {
        var presented = PresentedKey.Of(context.Request);
        if (door.TurnsAway(context, host, presented, out Task turnedAway))
        {
            await turnedAway;
            return;
        }

        bool redirect = presented.WantsRedirect; // all that is needed of it later
        InviteAnswer answer;
        try
        {
            answer = presented.Key is { } key ? await IssueAsync(context, host, key, method) : new InviteAnswer(KeyVerdict.Refused, null);
        }
        catch (InviteException fault)
        {
            meter.InviteRefused(fault.Fault == InviteFault.DatabaseBusy ? RefusalReason.Busy : RefusalReason.StorageFailed);
            throw;
        }

        await SendAsync(context, host, method, answer, redirect);
    }

    private ValueTask<InviteAnswer> IssueAsync(HttpContext context, ServedHost host, in ApiKeyText key, ApiKeyMethods method) =>
        invites.IssueAsync(host.Name, key, method, context.Connection.RemoteIpAddress);

    private Task SendAsync(HttpContext context, ServedHost host, ApiKeyMethods method, in InviteAnswer answer, bool redirect)
    {
        if (answer.Verdict != KeyVerdict.Accepted)
        {
            return door.RefuseAsync(
                context, host, new KeyAnswer(answer.Verdict, answer.RetryAfter, answer.Rate), method == ApiKeyMethods.Get ? "POST, OPTIONS" : "GET, OPTIONS");
        }

        meter.InviteMade();
        Created(context, host.LinkTo(answer.Token!, context.Request), redirect);
        return Task.CompletedTask;
    }
}
