using InvitesApi.Server.Hosting.Listening;
using InvitesApi.Server.Hosting.Proxies;
using Microsoft.AspNetCore.Http;

namespace InvitesApi.Server.Endpoints;

/// <summary>
/// Keeps a client from asking too often, and from trying keys and tokens. Whoever is known by the address of a trusted proxy alone is not
/// limited: that may be anybody, and one would be refused for what another does.
/// </summary>
/// <remarks>
/// Failures are counted when they have happened. What is under way at that moment is answered, so that a client with a good key is never
/// slowed; once a client may fail no more, it gets no answer about any key, good or not, until it may again.
/// </remarks>
/// <param name="limits">How often.</param>
/// <param name="proxies">The proxies that are trusted.</param>
/// <param name="time">What tells the time.</param>
internal sealed class ClientLimits(LimitOptions limits, ProxyList proxies, TimeProvider time)
{
    private readonly ClientLimit? _requests = limits.AddressRate is { } rate ? new ClientLimit("address", rate, time) : null;
    private readonly ClientLimit? _failures = limits.FailureRate is { } rate ? new ClientLimit("failures", rate, time) : null;

    /// <summary>Counts a request. To be asked after trusted proxies were believed.</summary>
    /// <returns>Whether the client may go on.</returns>
    public bool Admit(HttpContext context) => _requests is null || IsUnknown(context) || _requests.Count(context);

    /// <summary>Whether a client has not failed too often.</summary>
    public bool MayTry(HttpContext context) =>
        _failures is null || _failures.IsQuiet || IsUnknown(context) || _failures.Allows(context);

    /// <summary>Counts a failure: a wrong key, the token of no invite, a form that is none of ours.</summary>
    public void Failed(HttpContext context)
    {
        if (_failures is not null && !IsUnknown(context))
        {
            _failures.Count(context);
        }
    }

    private bool IsUnknown(HttpContext context) => proxies.Contains(context.Connection.RemoteIpAddress);
}
