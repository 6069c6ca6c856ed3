using System.Net;
using System.Net.Sockets;
using System.Text;

namespace InvitesApi.Server.Tests.Support;

/// <summary>A connection of our own to a server: bytes go out as they are, and come in until the other side closes.</summary>
internal sealed class Wire : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60); // a server that never closes fails the test

    private readonly TcpClient _client;
    private readonly CancellationTokenSource _patience =
        CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    private Wire(TcpClient client)
    {
        _client = client;
        _patience.CancelAfter(Patience);
    }

    /// <summary>Connects.</summary>
    /// <param name="port">The port.</param>
    /// <param name="address">The address; 127.0.0.1 if nobody says.</param>
    public static async Task<Wire> OpenAsync(int port, IPAddress? address = null)
    {
        address ??= IPAddress.Loopback;
        var wire = new Wire(new TcpClient(address.AddressFamily));
        try
        {
            await wire._client.ConnectAsync(address, port, wire._patience.Token);
            return wire;
        }
        catch
        {
            wire.Dispose();
            throw;
        }
    }

    /// <summary>Whether anybody listens there.</summary>
    public static async Task<bool> IsOpenAsync(int port, IPAddress? address = null)
    {
        try
        {
            using Wire wire = await OpenAsync(port, address);
            return true;
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.ConnectionRefused)
        {
            return false;
        }
    }

    /// <summary>Sends a request that ends the connection, and reads its answer.</summary>
    /// <param name="port">The port.</param>
    /// <param name="request">All of it; each character is a byte.</param>
    /// <param name="address">The address; 127.0.0.1 if nobody says.</param>
    /// <param name="thenEnd">Whether to end our side after it, as a client does that gives up.</param>
    public static async Task<Answer?> AskAsync(int port, string request, IPAddress? address = null, bool thenEnd = false)
    {
        using Wire wire = await OpenAsync(port, address);
        Task<string> received = wire.ReadToEndAsync();
        try
        {
            await wire.WriteAsync(request);
            if (thenEnd)
            {
                wire._client.Client.Shutdown(SocketShutdown.Send);
            }
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            // The server need not hear us out; what it has said so far counts.
        }

        return Answer.Parse(await received);
    }

    public Task WriteAsync(string text) =>
        _client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(text), _patience.Token).AsTask();

    /// <summary>What the other side says until it closes.</summary>
    public async Task<string> ReadToEndAsync()
    {
        using var received = new MemoryStream();
        try
        {
            await _client.GetStream().CopyToAsync(received, _patience.Token);
        }
        catch (IOException)
        {
            // It closed with bytes of ours unread, which TCP calls a reset.
        }

        return Encoding.UTF8.GetString(received.ToArray());
    }

    public void Dispose()
    {
        _client.Dispose();
        _patience.Dispose();
    }
}
