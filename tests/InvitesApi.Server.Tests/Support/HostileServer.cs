using System.Net;
using System.Net.Sockets;
using System.Text;

namespace InvitesApi.Server.Tests.Support;

/// <summary>A listener that says what a test makes it say.</summary>
internal sealed class HostileServer : IDisposable
{
    /// <summary>The header of a stream of a server that behaves so far.</summary>
    public const string Header = "<?xml version='1.0'?>" + Root;

    /// <summary>The same without the XML declaration.</summary>
    public const string Root =
        "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' id='1' version='1.0'>";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();

    public HostileServer(Func<NetworkStream, CancellationToken, Task> behave)
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        Running = Task.Run(async () =>
        {
            using TcpClient client = await _listener.AcceptTcpClientAsync(_stopping.Token);
            await using NetworkStream stream = client.GetStream();
            await behave(stream, _stopping.Token);
            await stream.CopyToAsync(Stream.Null, _stopping.Token);
        });
    }

    /// <summary>One that says a text, and then nothing.</summary>
    public HostileServer(string text)
        : this((stream, cancellation) => stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation).AsTask())
    {
    }

    public int Port { get; }

    /// <summary>What it is doing; faulted where the other side hung up on it.</summary>
    public Task Running { get; }

    /// <summary>Reads until a request is there whose id is its own, and returns the id. Requests come one at a time.</summary>
    public static async Task<string> ReadIdAsync(NetworkStream stream, CancellationToken cancellation)
    {
        var text = new StringBuilder();
        byte[] buffer = new byte[4096];
        while (!text.ToString().Contains("</iq>", StringComparison.Ordinal))
        {
            int count = await stream.ReadAsync(buffer, cancellation);
            Assert.NotEqual(0, count);
            text.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }

        string request = text.ToString();
        int start = request.LastIndexOf(" id=\"", StringComparison.Ordinal) + 5;
        return request[start..request.IndexOf('"', start)];
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _listener.Dispose();
        _stopping.Dispose();
    }
}
