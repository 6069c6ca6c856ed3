using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using InvitesApi.Server.Hosting;
using InvitesApi.Server.Hosting.Hosts;
using InvitesApi.Server.Hosting.Listening;
using InvitesApi.Server.Hosting.Operation;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Storage;

namespace InvitesApi.Server.Tests.Support;

/// <summary>A server on real sockets, with a key, and a client that says nothing that it was not told to say.</summary>
internal sealed class OperatedServer : IAsyncDisposable
{
    private readonly InviteServer _server;

    private OperatedServer(InviteServer server, string key)
    {
        _server = server;
        Key = key;
    }

    /// <summary>A key that it knows.</summary>
    public string Key { get; }

    public int Port => _server.Uris[0].Port;

    public int ManagementPort => _server.ManagementPort ?? throw new InvalidOperationException("It has none.");

    /// <summary>What it has said.</summary>
    public IEnumerable<string> Log
    {
        get
        {
            while (_server.Log.TryRead(out var line))
            {
                yield return line.Text;
            }
        }
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<OperatedServer> StartAsync(
        TemporaryFolder folder, OperationOptions? operation = null, ListenerOptions? listeners = null, string invitePage = "auto")
    {
        NewApiKey key = Sample.Key();
        using (IInviteDatabase database = InviteDatabase.Open(folder["invites.db"]))
        {
            await database.TryAddKeyAsync(key, Cancellation);
        }

        InviteServer server = await InviteServer.StartAsync(
            new InviteServerOptions
            {
                VirtualHosts = [new VirtualHostOptions(Sample.Host) { InvitePage = invitePage }],
                Listeners = (listeners ?? new ListenerOptions()) with { Ports = [0] },
                Operation = operation ?? new OperationOptions(),
                Database = folder["invites.db"],
            },
            Cancellation);
        return new OperatedServer(server, key.Text.Reveal());
    }

    /// <summary>Asks for a path, on one of its ports.</summary>
    /// <param name="target">The path and query.</param>
    /// <param name="headers">Further header fields, each as a line; <c>Host</c> too, if it is not to be localhost.</param>
    public Task<RawAnswer> GetAsync(string target, params string[] headers) => SendAsync(Port, $"GET {target} HTTP/1.1", headers);

    public static Task<RawAnswer> SendAsync(int port, string requestLine, params string[] headers) =>
        SendAsync(new IPEndPoint(IPAddress.Loopback, port), requestLine, headers);

    public static async Task<RawAnswer> SendAsync(EndPoint endPoint, string requestLine, params string[] headers)
    {
        ProtocolType protocol = endPoint is IPEndPoint ? ProtocolType.Tcp : ProtocolType.Unspecified;
        using var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, protocol);
        await socket.ConnectAsync(endPoint, Cancellation);
        await using var stream = new NetworkStream(socket);
        string[] host = headers.Any(line => line.StartsWith("Host:", StringComparison.Ordinal)) ? [] : ["Host: localhost"];
        string request = string.Join("\r\n", [requestLine, .. host, .. headers, "Connection: close", string.Empty, string.Empty]);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request), Cancellation);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return RawAnswer.Parse(await reader.ReadToEndAsync(Cancellation));
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();
}

/// <summary>What a server has sent.</summary>
internal sealed record RawAnswer(int Status, string Header, string Body)
{
    public static RawAnswer Parse(string text)
    {
        int end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return new RawAnswer(int.Parse(text.AsSpan(9, 3), CultureInfo.InvariantCulture), text[..end], text[(end + 4)..]);
    }

    /// <summary>The value of a field.</summary>
    public string this[string field] => Header.Split("\r\n")
        .Single(line => line.StartsWith(field + ": ", StringComparison.OrdinalIgnoreCase))[(field.Length + 2)..];
}
