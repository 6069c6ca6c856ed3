namespace InvitesApi.Server.Hosting.Listening;

/// <summary>Where to listen.</summary>
public sealed record ListenerOptions
{
    /// <summary>The port of plain HTTP if nobody says: Prosody's.</summary>
    public const int DefaultPort = 5280;

    /// <summary>The port of TLS if nobody says: Prosody's.</summary>
    public const int DefaultTlsPort = 5281;

    /// <summary>What <see cref="Interfaces"/> are if nobody says: the loopback addresses.</summary>
    public const string Localhost = "localhost";

    /// <summary>Every address of this machine.</summary>
    public const string Everywhere = "*";

    /// <summary>
    /// The ports of plain HTTP, 0 for a free one; null: <see cref="DefaultPort"/>, or none where there are Unix sockets (Prosody's
    /// <c>http_ports</c>).
    /// </summary>
    public IReadOnlyList<int>? Ports { get; init; }

    /// <summary>
    /// Where plain HTTP is: IP addresses, <see cref="Localhost"/> or <see cref="Everywhere"/> (<c>http_interfaces</c>).
    /// </summary>
    public IReadOnlyList<string> Interfaces { get; init; } = [Localhost];

    /// <summary>
    /// The ports of TLS, 0 for a free one; null: <see cref="DefaultTlsPort"/>, or none where there is no certificate (<c>https_ports</c>).
    /// </summary>
    public IReadOnlyList<int>? TlsPorts { get; init; }

    /// <summary>Where TLS is, as <see cref="Interfaces"/> (<c>https_interfaces</c>).</summary>
    public IReadOnlyList<string> TlsInterfaces { get; init; } = [Everywhere];

    /// <summary>The paths of Unix domain sockets, with plain HTTP.</summary>
    public IReadOnlyList<string> UnixSockets { get; init; } = [];

    /// <summary>Who may connect to those: by default their owner and its group.</summary>
    public UnixFileMode UnixSocketMode { get; init; } =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    /// <summary>A loopback port for health and metrics alone; null: none of their own.</summary>
    public int? ManagementPort { get; init; }

    /// <summary>Whether plain HTTP may be where others than this machine can read along.</summary>
    public bool AllowPlainHttp { get; init; }

    /// <summary><see cref="Ports"/>, or what stands for them.</summary>
    internal IReadOnlyList<int> PlainPorts => Ports ?? (UnixSockets.Count > 0 ? [] : [DefaultPort]);
}
