using System.Net;
using System.Net.Sockets;
using InvitesApi.Server.Faults;

namespace InvitesApi.Server.Hosting;

/// <summary>
/// The sockets that the server listens on. They are bound here and not by Kestrel, so that one free port can serve all addresses, and so that
/// a port in use is told from an address that is not ours.
/// </summary>
internal sealed class Listener : IDisposable
{
    private const int TriesForFreePort = 20;
    private const int Backlog = 512;

    private readonly Dictionary<IPEndPoint, Socket> _sockets = [];

    private Listener(IReadOnlyList<Uri> uris) => Uris = uris;

    /// <summary>The base URIs that are served.</summary>
    public IReadOnlyList<Uri> Uris { get; private set; }

    /// <summary>The addresses and the port that are listened on.</summary>
    public IEnumerable<IPEndPoint> EndPoints => _sockets.Keys;

    /// <summary>Begins to listen.</summary>
    /// <param name="interfaces">IP addresses, <c>localhost</c>, or <c>*</c>.</param>
    /// <param name="port">The port; 0: a free one, the same for all addresses.</param>
    /// <exception cref="InviteException">
    /// <see cref="InviteFault.ListenerPortInUse"/> or <see cref="InviteFault.ListenerAddressUnavailable"/>.
    /// </exception>
    public static Listener Open(IReadOnlyList<string> interfaces, int port)
    {
        for (int tries = 1; ; tries++)
        {
            var listener = new Listener([]);
            try
            {
                listener.Bind(interfaces, port);
                return listener;
            }
            catch (InviteException fault)
            {
                listener.Dispose();

                // The port that was free on one address may be taken on the next.
                if (port != 0 || fault.Fault != InviteFault.ListenerPortInUse || tries == TriesForFreePort)
                {
                    throw;
                }
            }
        }
    }

    /// <summary>Hands a socket over to who serves it.</summary>
    /// <param name="endPoint">One of <see cref="EndPoints"/>.</param>
    public Socket Take(EndPoint endPoint) => _sockets[(IPEndPoint)endPoint];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Socket socket in _sockets.Values)
        {
            socket.Dispose();
        }
    }

    private void Bind(IReadOnlyList<string> interfaces, int port)
    {
        var uris = new List<Uri>();
        foreach (string name in interfaces.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            foreach ((IPAddress address, bool optional) in Addresses(name))
            {
                port = Bind(new IPEndPoint(address, port), name, optional) ?? port;
            }

            string host = name == "*" ? "[::]" : UriHost(name);
            uris.Add(new UriBuilder(Uri.UriSchemeHttp, host, port).Uri);
        }

        Uris = uris;
    }

    private static string UriHost(string name) =>
        IPAddress.TryParse(name, out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetworkV6
            ? $"[{address}]"
            : name;

    private int? Bind(IPEndPoint endPoint, string name, bool optional)
    {
        if (_sockets.ContainsKey(endPoint))
        {
            return null;
        }

        Socket? socket = null;
        try
        {
            socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            if (endPoint.Address.Equals(IPAddress.IPv6Any))
            {
                socket.DualMode = name == "*";
            }

            socket.Bind(endPoint);
            socket.Listen(Backlog);
            var bound = (IPEndPoint)socket.LocalEndPoint!;
            _sockets.Add(bound, socket);
            return bound.Port;
        }
        catch (SocketException error)
        {
            socket?.Dispose();
            if (error.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                throw InUse(endPoint, error);
            }

            return optional ? null : throw Unavailable(name, endPoint.Port, error);
        }
    }

    // A machine may have no IPv6 at all; "localhost" and "*" then mean IPv4.
    private static IEnumerable<(IPAddress Address, bool Optional)> Addresses(string name)
    {
        if (string.Equals(name, "localhost", StringComparison.OrdinalIgnoreCase))
        {
            return [(IPAddress.Loopback, false), (IPAddress.IPv6Loopback, true)];
        }

        if (name == "*")
        {
            return [(Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any, false)];
        }

        return IPAddress.TryParse(name, out IPAddress? address) ? [(address, false)] : throw new InviteException(
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
}
