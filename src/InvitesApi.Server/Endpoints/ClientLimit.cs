using System.Globalization;
using InvitesApi.Server.Limits;
using Microsoft.AspNetCore.Http;

namespace InvitesApi.Server.Endpoints;

/// <summary>
/// How often a client may do something, and how it is told: by <c>RateLimit-Policy</c> and <c>RateLimit</c>
/// (draft-ietf-httpapi-ratelimit-headers-10), and by <c>Retry-After</c> where it may not now.
/// </summary>
/// <param name="name">What the policy is called in those fields.</param>
/// <param name="rate">How often.</param>
/// <param name="time">What tells the time.</param>
internal sealed class ClientLimit(string name, Rate rate, TimeProvider time)
{
    private const string PolicyField = "RateLimit-Policy";
    private const string StateField = "RateLimit";

    private readonly ClientRates _rates = new(rate, time);
    private readonly string _policy =
        string.Create(CultureInfo.InvariantCulture, $"\"{name}\";q={rate.Count};w={(long)rate.Window.TotalSeconds}");

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

    private void Tell(HttpResponse response, in RateState state)
    {
        response.Headers.Append(PolicyField, _policy);
        response.Headers.Append(
            StateField, string.Create(CultureInfo.InvariantCulture, $"\"{name}\";r={state.Remaining};t={Seconds(state.Reset)}"));
        if (state.IsExhausted)
        {
            response.Headers.RetryAfter = Seconds(state.Wait).ToString(CultureInfo.InvariantCulture);
        }
    }

    // Whole seconds, upwards: who comes then is not too early.
    private static long Seconds(TimeSpan span) => (long)Math.Ceiling(span.TotalSeconds);
}
