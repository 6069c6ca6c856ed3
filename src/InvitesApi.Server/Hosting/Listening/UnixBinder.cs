using System.Net.Sockets;
using InvitesApi.Server.Faults;

namespace InvitesApi.Server.Hosting.Listening;

/// <summary>Binds Unix domain sockets.</summary>
internal static class UnixBinder
{
    /// <summary>Binds one. A socket file that nobody listens on any more is replaced.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="mode">Who may connect.</param>
    /// <exception cref="InviteException">
    /// <see cref="InviteFault.ListenerPortInUse"/> or <see cref="InviteFault.ListenerAddressUnavailable"/>.
    /// </exception>
    public static Socket Bind(string path, UnixFileMode mode)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            RemoveStale(path);
            socket.Bind(new UnixDomainSocketEndPoint(path));
            if (!OperatingSystem.IsWindows())
            {
                // Nobody can connect before Listen, so that no client comes in under the mode that the umask has left.
                File.SetUnixFileMode(path, mode);
            }

            socket.Listen(TcpBinder.Backlog);
            return socket;
        }
        catch (Exception error) when (error is SocketException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            socket.Dispose();
            throw new InviteException(
                InviteFault.ListenerAddressUnavailable,
                $"The socket '{path}' can't be made: {error.Message} Give a path in a folder that is there and that this user may write, "
                + "of at most 100 characters.",
                path,
                error);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static void RemoveStale(string path)
    {
        if (!File.Exists(path))
        {
            return;
        }

        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.ConnectionRefused)
        {
            if (!IsSocket(path))
            {
                throw new InviteException(
                    InviteFault.ListenerAddressUnavailable, $"'{path}' is a file, and no socket. Give another path, or move it away.", path);
            }

            File.Delete(path);
            return;
        }

        throw new InviteException(
            InviteFault.ListenerPortInUse, $"Another program listens on the socket '{path}'. Give another path.", path);
    }

    // A file is not ours to delete, whatever its name. A socket is what can't be opened as one.
    private static bool IsSocket(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
