using System.Net;
using System.Net.Sockets;

namespace InvitesApi.Fuzzing.Sockets;

/// <summary>Throws bytes at a port, each time over a connection of its own, and one after the other.</summary>
/// <param name="server">The port.</param>
internal sealed class SocketClient(IPEndPoint server)
{
    // A server that waits for the rest of a request has no more to say.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    // Its own: what a pool keeps for each thread would look like a leak of the server.
    private readonly byte[] _buffer = new byte[256 * 1024];

    /// <summary>Sends bytes and takes what comes back.</summary>
    /// <param name="data">The bytes.</param>
    /// <param name="manner">How to send them.</param>
    /// <param name="take">Takes what was received before the connection ended.</param>
    public async Task SendAsync(ReadOnlyMemory<byte> data, SocketManner manner, Action<ReadOnlyMemory<byte>> take)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.LingerState = new LingerOption(true, 0); // a reset: no port waits for its two minutes to pass
        int received = 0;
        try
        {
            await socket.ConnectAsync(server);
            if (manner == SocketManner.InPieces && data.Length > 1)
            {
                await socket.SendAsync(data[..(data.Length / 2)]);
                await Task.Yield();
                data = data[(data.Length / 2)..];
            }

            await socket.SendAsync(data);
            if (manner == SocketManner.Abandoned)
            {
                return;
            }

            if (manner == SocketManner.HalfClosed)
            {
                socket.Shutdown(SocketShutdown.Send);
            }

            received = await ReceiveAsync(socket, _buffer);
        }
        catch (SocketException)
        {
            // The server need not hear us out.
        }
        finally
        {
            take(_buffer.AsMemory(0, received));
        }
    }

    private static async Task<int> ReceiveAsync(Socket socket, byte[] buffer)
    {
        int received = 0;
        try
        {
            while (received < buffer.Length)
            {
                using var patience = new CancellationTokenSource(Patience);
                int count = await socket.ReceiveAsync(buffer.AsMemory(received), patience.Token);
                if (count == 0)
                {
                    break;
                }

                received += count;
            }
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException)
        {
            // What has come so far counts.
        }

        return received;
    }
}
