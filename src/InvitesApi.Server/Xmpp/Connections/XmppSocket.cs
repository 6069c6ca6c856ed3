using System.Net;
using System.Net.Sockets;

namespace InvitesApi.Server.Xmpp.Connections;

/// <summary>Opens TCP connections.</summary>
internal static class XmppSocket
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Connects.</summary>
    /// <param name="host">A host, all of whose addresses are tried, or an IP address.</param>
    /// <param name="port">The port.</param>
    /// <param name="time">What tells the time.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The connection, and whether it stays on this machine.</returns>
    /// <exception cref="XmppException"><see cref="XmppFailure.Unreachable"/>.</exception>
    public static async Task<(Stream Transport, bool IsLoopback)> ConnectAsync(
        string host, int port, TimeProvider time, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            KeepAlive(socket);
            await socket.ConnectAsync(host, port, either.Token);
            bool isLoopback = socket.RemoteEndPoint is IPEndPoint { Address: var address } && IPAddress.IsLoopback(address);
            return (new NetworkStream(socket, ownsSocket: true), isLoopback);
        }
        catch (SocketException error)
        {
            socket.Dispose();
            throw new XmppException(
                XmppFailure.Unreachable, $"{host} can't be reached at port {port}: {error.Message}.", innerException: error);
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            socket.Dispose();
            throw new XmppException(XmppFailure.Unreachable, $"{host} is silent at port {port}.", innerException: error);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // A peer whose machine is gone is noticed within two minutes, also by a component that only listens.
    private static void KeepAlive(Socket socket)
    {
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 60);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 10);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 6);
    }
}
