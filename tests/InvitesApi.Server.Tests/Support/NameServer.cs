using System.Net;

namespace InvitesApi.Server.Tests.Support;

/// <summary>A real name server (Debian: dnsmasq-base) on loopback that knows what a test tells it.</summary>
internal sealed class NameServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ServerProcess _process;

    /// <summary>Starts one.</summary>
    /// <param name="records">Options of dnsmasq such as <c>--srv-host=_xmpp-client._tcp.example.com,host,port,priority,weight</c>.</param>
    public NameServer(params string[] records)
    {
        EndPoint = new IPEndPoint(IPAddress.Loopback, FreePorts.Take(1)[0]);
        _process = ServerProcess.Start(
            "dnsmasq",
            _folder.Path,
            new Dictionary<string, string>(StringComparer.Ordinal),
            [
                "--keep-in-foreground", "--no-resolv", "--no-hosts", "--no-daemon", "--conf-file=/dev/null", "--pid-file=", "--user=",
                "--listen-address=127.0.0.1", "--bind-interfaces", $"--port={EndPoint.Port}", .. records,
            ]);
    }

    public IPEndPoint EndPoint { get; }

    /// <summary>Waits until it answers.</summary>
    public Task WhenListeningAsync(CancellationToken cancellation) => _process.WhenListeningAsync(cancellation, EndPoint.Port);

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Dispose();
    }
}
