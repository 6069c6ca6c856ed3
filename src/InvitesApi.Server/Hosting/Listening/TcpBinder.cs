using System.Net;
using System.Net.Sockets;
using InvitesApi.Server.Faults;

namespace InvitesApi.Server.Hosting.Listening;

/// <summary>One port, on some addresses.</summary>
internal sealed record BoundPort(int Port, IReadOnlyList<Socket> Sockets);

/// <summary>Binds TCP sockets.</summary>
internal static class TcpBinder
{
    /// <summary>How many connections may wait to be accepted.</summary>
    public const int Backlog = 512;

    private const int TriesForFreePort = 20;

    /// <summary>Binds one port on some addresses.</summary>
    /// <param name="interfaces">IP addresses, <c>localhost</c>, or <c>*</c>.</param>
    /// <param name="port">The port; 0: a free one, the same for all addresses.</param>
    /// <exception cref="InviteException">
    /// <see cref="InviteFault.ListenerPortInUse"/> or <see cref="InviteFault.ListenerAddressUnavailable"/>.
    /// </exception>
    public static BoundPort Bind(IReadOnlyList<string> interfaces, int port)
    {
        for (int tries = 1; ; tries++)
        {
            try
            {
                return BindAll(interfaces, port);
            }
            catch (InviteException fault)
                when (port == 0 && fault.Fault == InviteFault.ListenerPortInUse && tries < TriesForFreePort)
            {
                // The port that was free on one address is taken on the next.
            }
        }
    }

    private static BoundPort BindAll(IReadOnlyList<string> interfaces, int port)
    {
        List<Socket> sockets = [];
        try
        {
            foreach ((string name, IPAddress address, bool isOptional) in AddressesOf(interfaces))
            {
                if (BindOne(new IPEndPoint(address, port), name, isOptional) is { } socket)
                {
                    sockets.Add(socket);
                    port = ((IPEndPoint)socket.LocalEndPoint!).Port;
                }
            }

            return new BoundPort(port, sockets);
        }
        catch
        {
            foreach (Socket socket in sockets)
            {
                socket.Dispose();
            }

            throw;
        }
    }

    private static Socket? BindOne(IPEndPoint endPoint, string name, bool isOptional)
    {
        Socket? socket = null;
        try
        {
            socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            if (endPoint.Address.Equals(IPAddress.IPv6Any))
            {
                socket.DualMode = name == ListenerOptions.Everywhere;
            }

            socket.Bind(endPoint);
            socket.Listen(Backlog);
            return socket;
        }
        catch (SocketException error)
        {
            socket?.Dispose();
            if (error.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                throw InUse(endPoint, error);
            }

            return isOptional ? null : throw Unavailable(name, endPoint.Port, error);
        }
    }

    // Who listens on every address does so on those that are named beside it: a second socket there would be refused.
    private static IEnumerable<Named> AddressesOf(IReadOnlyList<string> interfaces)
    {
        if (interfaces.Contains(ListenerOptions.Everywhere, StringComparer.Ordinal))
        {
            interfaces = [ListenerOptions.Everywhere];
        }

        Named[] all = [.. interfaces.SelectMany(Addresses).DistinctBy(one => one.Address)];
        return all.Where(one => IsWhole(one.Address)
            || !all.Any(other => IsWhole(other.Address) && other.Address.AddressFamily == one.Address.AddressFamily));
    }

    private static bool IsWhole(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    // A machine may have no IPv6 at all; "localhost" and "*" then mean IPv4.
    private static IReadOnlyList<Named> Addresses(string name)
    {
        if (string.Equals(name, ListenerOptions.Localhost, StringComparison.OrdinalIgnoreCase))
        {
            return [new(name, IPAddress.Loopback), new(name, IPAddress.IPv6Loopback, IsOptional: true)];
        }

        if (name == ListenerOptions.Everywhere)
        {
            return [new(name, Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any)];
        }

        return IPAddress.TryParse(name, out IPAddress? address) ? [new(name, address)] : throw new InviteException(
            InviteFault.ListenerAddressUnavailable,
            $"'{name}' is no address to listen on. Give an IP address of this machine, localhost, or * for all of them.",
            name);
    }

    private static InviteException InUse(IPEndPoint endPoint, SocketException error) => new(
        InviteFault.ListenerPortInUse,
        $"Port {endPoint.Port} of {endPoint.Address} can't be listened on: {error.Message}. Another program, or another server of "
        + "this session, has it. Choose another port, or 0 for a free one.",
        endPoint.Port,
        error);

    private static InviteException Unavailable(string name, int port, SocketException error) => new(
        InviteFault.ListenerAddressUnavailable,
        $"{name} can't be listened on at port {port}: {error.Message}. Give an address of this machine and a port that this user "
        + "may listen on.",
        name,
        error);

    // A class: code for tuples in a query is compiled at every start, and took as long as all sockets (docs/performance.md).
    private sealed record Named(string Name, IPAddress Address, bool IsOptional = false);
}
