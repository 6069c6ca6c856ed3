using InvitesApi.Server.Certificates;
using InvitesApi.Server.Hosting.Hosts;
using InvitesApi.Server.Hosting.Listening;
using InvitesApi.Server.Hosting.Operation;
using InvitesApi.Server.Hosting.Proxies;
using InvitesApi.Server.Storage;

namespace InvitesApi.Server.Hosting;

/// <summary>What to serve, and where.</summary>
public sealed record InviteServerOptions
{
    /// <summary>What <see cref="ForgetInvitesAfter"/> is if nobody says.</summary>
    public static readonly TimeSpan UsualForgetInvitesAfter = TimeSpan.FromDays(90);

    /// <summary>The virtual hosts. On a loopback address <c>localhost</c> stands for the first of them.</summary>
    public required IReadOnlyList<VirtualHostOptions> VirtualHosts { get; init; }

    /// <summary>Where to listen.</summary>
    public ListenerOptions Listeners { get; init; } = new();

    /// <summary>The certificate of hosts without one of their own; null: none (Prosody's <c>https_ssl</c>, <c>certificates</c>).</summary>
    public CertificateOptions? Certificate { get; init; }

    /// <summary>
    /// Who is believed when it says for whom it asks: addresses, and networks such as <c>10.0.0.0/8</c> (<c>trusted_proxies</c>).
    /// </summary>
    public IReadOnlyList<string> TrustedProxies { get; init; } = ProxyList.Default;

    /// <summary>How much a client may ask for, and how long it may take.</summary>
    public LimitOptions Limits { get; init; } = new();

    /// <summary>What those who run the server see of it.</summary>
    public OperationOptions Operation { get; init; } = new();

    /// <summary>Where keys and invites are; see <see cref="InviteDatabase.Open"/>.</summary>
    public required string Database { get; init; }

    /// <summary>How it waits for locks that other processes hold.</summary>
    public DatabaseWait DatabaseWait { get; init; } = new();

    /// <summary>Where the page for registration makes accounts; null: there is no such page.</summary>
    public AccountsOptions? Accounts { get; init; }

    /// <summary>The component that makes invites for the users of an XMPP server; null: none.</summary>
    public InviteComponentOptions? Component { get; init; }

    /// <summary>How long after they have ended invites are forgotten, with their history; null: never.</summary>
    public TimeSpan? ForgetInvitesAfter { get; init; } = UsualForgetInvitesAfter;

    /// <summary>What tells the time.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
