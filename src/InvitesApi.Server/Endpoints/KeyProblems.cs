using InvitesApi.Server.Hosting.Operation;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Limits;
using Microsoft.AspNetCore.Http;

namespace InvitesApi.Server.Endpoints;

/// <summary>What the holder of a key is told who has the right token, and yet may not.</summary>
internal static class KeyProblems
{
    private const string Policy = "key";

    private static readonly Problem Address = new(
        StatusCodes.Status403Forbidden,
        "key-address",
        "The key is not for this address",
        "The key may be used from certain networks only. Its maker knows which.");

    private static readonly Problem Scope = new(
        StatusCodes.Status403Forbidden,
        "key-scope",
        "The key is not for this",
        "The key may be used for other things only. Its maker knows which.");

    private static readonly Problem Exhausted = new(
        StatusCodes.Status403Forbidden,
        "key-exhausted",
        "The key has made all its invites",
        "The key has made as many invites as it may. Ask its maker for another.");

    private static readonly Problem Pending = new(
        StatusCodes.Status403Forbidden,
        "key-pending",
        "Too many invites are pending",
        "As many invites of this key are unused as may be. It makes another when one of them was used, has expired or was revoked.");

    private static readonly Problem TooFast = new(
        StatusCodes.Status429TooManyRequests,
        "key-rate",
        "The key is used too often",
        "Nothing was done. Try again after the time that Retry-After tells.");

    /// <summary>The problem of a verdict, and the reason that the metrics call it by.</summary>
    public static (Problem Problem, string Reason) Of(KeyVerdict verdict) => verdict switch
    {
        KeyVerdict.AddressNotAllowed => (Address, RefusalReason.KeyNotAllowed),
        KeyVerdict.ScopeMissing => (Scope, RefusalReason.KeyNotAllowed),
        KeyVerdict.Exhausted => (Exhausted, RefusalReason.KeyExhausted),
        KeyVerdict.TooManyPending => (Pending, RefusalReason.KeyExhausted),
        _ => (TooFast, RefusalReason.KeyTooFast),
    };

    /// <summary>Tells the holder of a key that was used too often what its rate is, and how long to wait; of others nothing.</summary>
    public static void TellWait(HttpContext context, in KeyAnswer answer)
    {
        if (answer.Rate is { } rate)
        {
            RateLimitFields.Set(
                context.Response,
                Policy,
                RateLimitFields.PolicyOf(Policy, rate),
                new RateState(Remaining: 0, KeyRates.ResetAfter(rate, answer.RetryAfter), answer.RetryAfter));
        }
    }
}
