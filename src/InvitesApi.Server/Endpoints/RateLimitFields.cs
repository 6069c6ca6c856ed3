using System.Globalization;
using InvitesApi.Server.Limits;
using Microsoft.AspNetCore.Http;

namespace InvitesApi.Server.Endpoints;

/// <summary>
/// How a client is told how often it may do something: by <c>RateLimit-Policy</c> and <c>RateLimit</c>
/// (draft-ietf-httpapi-ratelimit-headers-10), and by <c>Retry-After</c> where it may not now.
/// </summary>
internal static class RateLimitFields
{
    private const string PolicyField = "RateLimit-Policy";
    private const string StateField = "RateLimit";

    /// <summary>A policy, as the field has it.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="rate">How often.</param>
    public static string PolicyOf(string name, Rate rate) =>
        string.Create(CultureInfo.InvariantCulture, $"\"{name}\";q={rate.Count};w={(long)rate.Window.TotalSeconds}");

    /// <summary>Sets the fields.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="name">What the policy is called.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="state">What is left.</param>
    public static void Set(HttpResponse response, string name, string policy, in RateState state)
    {
        response.Headers.Append(PolicyField, policy);
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
