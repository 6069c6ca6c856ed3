using InvitesApi.Server.Hosting;

namespace InvitesApi.PowerShell.Output;

/// <summary>A server of this process.</summary>
public sealed class InviteApiServer
{
    private readonly InviteServer _server;

    internal InviteApiServer(int id, InviteServer server)
    {
        Id = id;
        _server = server;
        Uri = server.Uris;
        Port = server.Uris.Select(uri => uri.Port).FirstOrDefault(port => port > 0);
        ManagementPort = server.ManagementPort;
        Database = server.Database;
        StartedAt = server.StartedAt.LocalDateTime;
    }

    /// <summary>Its number in this process.</summary>
    public int Id { get; }

    /// <summary>The XMPP domains that it serves; localhost stands for the first.</summary>
    public IReadOnlyList<string> VirtualHost => _server.VirtualHosts;

    /// <summary>The base URIs that it listens on; unix:PATH for a Unix socket.</summary>
    public IReadOnlyList<Uri> Uri { get; }

    /// <summary>The first port that it listens on; 0 where it listens on Unix sockets only.</summary>
    public int Port { get; }

    /// <summary>The port that answers health and metrics alone, or null.</summary>
    public int? ManagementPort { get; }

    /// <summary>Running or Stopped.</summary>
    public string State => _server.Completion.IsCompleted ? "Stopped" : "Running";

    /// <summary>Where its keys and invites are.</summary>
    public string Database { get; }

    /// <summary>Since when it runs, in local time.</summary>
    public DateTime StartedAt { get; }

    internal InviteServer Server => _server;

    /// <summary>Its first URI.</summary>
    public override string ToString() => Uri[0].ToString();
}
