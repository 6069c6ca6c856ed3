using InvitesApi.Server.Hosting.Hosts;
using InvitesApi.Server.Hosting.Operation;
using InvitesApi.Server.Keys;
using Microsoft.AspNetCore.Http;

namespace InvitesApi.Server.Endpoints;

/// <summary>Takes the key of a request, and turns away who has none that is good for it.</summary>
/// <param name="clients">What keeps clients from trying too often.</param>
/// <param name="meter">What counts.</param>
internal sealed class KeyDoor(ClientLimits clients, ServerMeter meter)
{
    /// <summary>Turns a request away that brings no key, or none that may be judged.</summary>
    /// <param name="context">The request.</param>
    /// <param name="host">The host that it is for.</param>
    /// <param name="presented">What it brings.</param>
    /// <param name="answer">The answer, where it is turned away.</param>
    /// <returns>Whether it is.</returns>
    public bool TurnsAway(HttpContext context, ServedHost host, in PresentedKey presented, out Task answer)
    {
        answer = Task.CompletedTask;
        if (!presented.IsPresent)
        {
            meter.InviteRefused(RefusalReason.KeyMissing);
            context.Response.Headers.WWWAuthenticate = host.Challenge;
            answer = Problem.KeyMissing.SendAsync(context);
            return true;
        }

        if (presented.IsInQuery && host.RefusesQueryKeys)
        {
            meter.InviteRefused(RefusalReason.KeyInQuery);
            context.Response.Headers.WWWAuthenticate = host.Challenge;
            answer = Problem.KeyInQuery.SendAsync(context);
            return true;
        }

        if (!clients.MayTry(context))
        {
            meter.InviteRefused(RefusalReason.TooManyFailures);
            answer = TooMany.SendAsync(context, host);
            return true;
        }

        return false;
    }

    /// <summary>Tells a client what is against its key.</summary>
    /// <param name="context">The request.</param>
    /// <param name="host">The host that it is for.</param>
    /// <param name="answer">What was said of the key, which was not let in.</param>
    /// <param name="allow">The methods that the key might be used with.</param>
    public Task RefuseAsync(HttpContext context, ServedHost host, KeyAnswer answer, string allow)
    {
        switch (answer.Verdict)
        {
            case KeyVerdict.MethodNotAllowed:
                meter.InviteRefused(RefusalReason.MethodNotAllowed);
                context.Response.Headers.Allow = allow;
                return Problem.MethodNotAllowed.SendAsync(context);
            case KeyVerdict.AddressNotAllowed or KeyVerdict.ScopeMissing or KeyVerdict.Exhausted or KeyVerdict.TooManyPending
                or KeyVerdict.TooFast:
                (Problem problem, string reason) = KeyProblems.Of(answer.Verdict);
                meter.InviteRefused(reason);
                KeyProblems.TellWait(context, answer);
                return problem.SendAsync(context);
            default:
                meter.InviteRefused(RefusalReason.KeyRefused);
                clients.Failed(context);
                context.Response.Headers.WWWAuthenticate = host.RefusedChallenge;
                return Problem.KeyRefused.SendAsync(context);
        }
    }
}
