using InvitesApi.Server.Hosting;
using InvitesApi.Server.Pages;
using InvitesApi.Server.Storage;

namespace InvitesApi.Server.Tests.Support;

/// <summary>What a test's server shall be.</summary>
internal sealed record TestServerOptions
{
    public IReadOnlyList<TestHost> Hosts { get; init; } = [new(Sample.Host)];

    public IReadOnlyList<string> Interfaces { get; init; } = ["localhost"];

    public int Port { get; init; }

    /// <summary>The path of its database; null: a new one, gone with the server.</summary>
    public string? Database { get; init; }

    /// <summary>Where accounts are made; null: nowhere.</summary>
    public AccountsOptions? Accounts { get; init; }

    /// <summary>The component; null: none.</summary>
    public InviteComponentOptions? Component { get; init; }

    /// <summary>How long it waits for locks.</summary>
    public TimeSpan Patience { get; init; } = DatabaseWait.UsualPatience;

    /// <summary>How long after their end invites are forgotten; null: never.</summary>
    public TimeSpan? ForgetAfter { get; init; } = InviteServerOptions.UsualForgetInvitesAfter;

    /// <summary>How long requests in flight get at the end; null: as usual.</summary>
    public TimeSpan? StopTimeout { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;
}

/// <summary>A virtual host of it.</summary>
public sealed record TestHost(string Name, string? ExternalUri = null, string InvitePage = "auto", PageOptions? Page = null);
