using InvitesApi.Server.Hosting;
using InvitesApi.Server.Hosting.Hosts;

namespace InvitesApi.Server.Configuration;

/// <summary>What to serve, while it is put together from a file and parameters.</summary>
internal sealed record ServerDraft
{
    /// <summary>The server's options. Its hosts, certificate and database are set at the end.</summary>
    public InviteServerOptions Options { get; init; } = new() { VirtualHosts = [], Database = string.Empty };

    /// <summary>What virtual hosts have in common.</summary>
    public VirtualHostOptions Host { get; init; } = new(string.Empty);

    /// <summary>The virtual hosts.</summary>
    public IReadOnlyList<HostSection> Hosts { get; init; } = [];

    /// <summary>The host that is served under names that none has, or null.</summary>
    public string? DefaultHost { get; init; }
}
