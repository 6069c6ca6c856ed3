namespace InvitesApi.Server.Hosting;

/// <summary>What to serve, and where.</summary>
public sealed class InviteServerOptions
{
    /// <summary>The port that is listened on if nobody says: Prosody's.</summary>
    public const int DefaultPort = 5280;

    /// <summary>The virtual hosts. On a loopback address <c>localhost</c> stands for the first of them.</summary>
    public required IReadOnlyList<VirtualHostOptions> VirtualHosts { get; init; }

    /// <summary>Where to listen: IP addresses, <c>localhost</c>, or <c>*</c> for every address.</summary>
    public IReadOnlyList<string> Interfaces { get; init; } = ["localhost"];

    /// <summary>The port; 0 takes a free one.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>Where keys and invites are; see <see cref="Storage.InviteDatabase.Open"/>.</summary>
    public required string Database { get; init; }

    /// <summary>What tells the time.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
