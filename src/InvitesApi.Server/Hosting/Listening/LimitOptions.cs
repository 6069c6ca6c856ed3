using InvitesApi.Server.Limits;

namespace InvitesApi.Server.Hosting.Listening;

/// <summary>How much a client may ask for, and how long it may take: what is beyond is refused, or cut off.</summary>
public sealed record LimitOptions
{
    /// <summary>What <see cref="FailureRate"/> is if nobody says.</summary>
    public static readonly Rate UsualFailureRate = new(30, TimeSpan.FromMinutes(1));

    /// <summary>The largest body of a request, in bytes (Prosody's <c>http_max_content_size</c>).</summary>
    public long MaxContentSize { get; init; } = 1024 * 1024;

    /// <summary>The largest header of a request with all its fields, in bytes (<c>http_max_buffer_size</c>).</summary>
    public int MaxHeaderSize { get; init; } = 32 * 1024;

    /// <summary>How long a client may take for the header of a request, or for a TLS handshake.</summary>
    public TimeSpan HeaderTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a connection may be idle between two requests.</summary>
    public TimeSpan KeepAliveTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How many connections there may be; null: as many as the system allows.</summary>
    public int? MaxConnectionCount { get; init; }

    /// <summary>
    /// How many of them one address may have. Trusted proxies may have any number, as they have many clients behind them.
    /// </summary>
    public int MaxConnectionCountPerClient { get; init; } = 256;

    /// <summary>How often a client may ask for anything; null: as often as it can.</summary>
    public Rate? AddressRate { get; init; }

    /// <summary>How often a client may fail, with a wrong key or the token of no invite, before it has to wait; null: always.</summary>
    public Rate? FailureRate { get; init; } = UsualFailureRate;

    /// <summary>How long requests in flight get to end when the server stops.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
