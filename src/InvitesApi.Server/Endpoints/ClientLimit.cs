using InvitesApi.Server.Limits;
using Microsoft.AspNetCore.Http;

namespace InvitesApi.Server.Endpoints;

/// <summary>How often a client may do something; it is told by <see cref="RateLimitFields"/>.</summary>
/// <param name="name">What the policy is called in those fields.</param>
/// <param name="rate">How often.</param>
/// <param name="time">What tells the time.</param>
internal sealed class ClientLimit(string name, Rate rate, TimeProvider time)
{
    private readonly ClientRates _rates = new(rate, time);
    private readonly string _policy = RateLimitFields.PolicyOf(name, rate);

    /// <summary>Whether no client is counted at present.</summary>
    public bool IsQuiet => _rates.IsQuiet;

    /// <summary>Whether a client may. It is told what is left only where that is nothing.</summary>
    public bool Allows(HttpContext context)
    {
        RateState state = _rates.Look(ClientNumber.Of(context.Connection.RemoteIpAddress));
        if (state.IsExhausted)
        {
            Tell(context.Response, state);
        }

        return !state.IsExhausted;
    }

    /// <summary>Counts, and tells the client what is left.</summary>
    /// <returns>Whether it may.</returns>
    public bool Count(HttpContext context)
    {
        bool isAllowed = _rates.TryCount(ClientNumber.Of(context.Connection.RemoteIpAddress), out RateState state);
        Tell(context.Response, isAllowed ? state with { Wait = TimeSpan.Zero } : state);
        return isAllowed;
    }

    private void Tell(HttpResponse response, in RateState state) => RateLimitFields.Set(response, name, _policy, state);
}
