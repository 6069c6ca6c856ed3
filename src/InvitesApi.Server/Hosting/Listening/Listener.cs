using System.Net;
using System.Net.Sockets;
using InvitesApi.Server.Faults;

namespace InvitesApi.Server.Hosting.Listening;

/// <summary>
/// The sockets that the server listens on. They are bound here and not by Kestrel, so that one free port can serve all
/// addresses, and so that a port in use is told from an address that is not ours.
/// </summary>
internal sealed class Listener : IDisposable
{
    private readonly List<BoundSocket> _sockets = [];
    private readonly List<Uri> _uris = [];

    private Listener()
    {
    }

    /// <summary>The sockets.</summary>
    public IReadOnlyList<BoundSocket> Sockets => _sockets;

    /// <summary>The base URIs that are served.</summary>
    public IReadOnlyList<Uri> Uris => _uris;

    /// <summary>The port of <see cref="ListenerOptions.ManagementPort"/>; null where there is none.</summary>
    public int? ManagementPort { get; private set; }

    /// <summary>Begins to listen.</summary>
    /// <param name="options">Where.</param>
    /// <param name="hasCertificate">Whether there is a certificate, and so TLS.</param>
    /// <exception cref="InviteException">
    /// <see cref="InviteFault.ListenerPortInUse"/> or <see cref="InviteFault.ListenerAddressUnavailable"/>;
    /// <see cref="InviteFault.CertificateNotFound"/> where TLS was asked for without one. Nothing is listened on then.
    /// </exception>
    public static Listener Open(ListenerOptions options, bool hasCertificate)
    {
        var listener = new Listener();
        try
        {
            listener.OpenTcp(options.PlainPorts, options.Interfaces, isTls: false);
            listener.OpenTcp(TlsPorts(options, hasCertificate), options.TlsInterfaces, isTls: true);
            listener.OpenUnix(options);
            if (options.ManagementPort is { } port)
            {
                BoundPort management = TcpBinder.Bind([ListenerOptions.Localhost], port);
                listener._sockets.AddRange(management.Sockets.Select(
                    socket => new BoundSocket(socket.LocalEndPoint!, socket, IsTls: false, IsManagement: true)));
                listener.ManagementPort = management.Port;
            }

            return listener;
        }
        catch
        {
            listener.Dispose();
            throw;
        }
    }

    /// <summary>The socket that listens on an end point.</summary>
    /// <param name="endPoint">One of the end points of <see cref="Sockets"/>.</param>
    public Socket SocketOf(EndPoint endPoint) => _sockets.First(bound => bound.EndPoint.Equals(endPoint)).Socket;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (BoundSocket bound in _sockets)
        {
            bound.Socket.Dispose();
            if (bound.EndPoint is UnixDomainSocketEndPoint unix)
            {
                File.Delete(unix.ToString());
            }
        }
    }

    /// <summary>The ports of TLS, or what stands for them.</summary>
    /// <exception cref="InviteException"><see cref="InviteFault.CertificateNotFound"/>: there are some, and no certificate.</exception>
    internal static IReadOnlyList<int> TlsPorts(ListenerOptions options, bool hasCertificate)
    {
        if (options.TlsPorts is not { } ports)
        {
            return hasCertificate ? [ListenerOptions.DefaultTlsPort] : [];
        }

        return ports.Count == 0 || hasCertificate ? ports : throw new InviteException(
            InviteFault.CertificateNotFound,
            $"TLS on port {ports[0]} needs a certificate. Give -CertificatePath or -Certificate.",
            ports[0]);
    }

    private void OpenTcp(IReadOnlyList<int> ports, IReadOnlyList<string> interfaces, bool isTls)
    {
        string[] names = [.. interfaces.Distinct(StringComparer.OrdinalIgnoreCase)];
        foreach (int port in ports.Where((port, i) => port == 0 || !ports.Take(i).Contains(port)))
        {
            BoundPort bound = TcpBinder.Bind(names, port);
            _sockets.AddRange(bound.Sockets.Select(socket => new BoundSocket(socket.LocalEndPoint!, socket, isTls)));
            _uris.AddRange(names.Select(name => new UriBuilder(isTls ? Uri.UriSchemeHttps : Uri.UriSchemeHttp, UriHost(name), bound.Port).Uri));
        }
    }

    private void OpenUnix(ListenerOptions options)
    {
        foreach (string path in options.UnixSockets.Select(Path.GetFullPath).Distinct(StringComparer.Ordinal))
        {
            Socket socket = UnixBinder.Bind(path, options.UnixSocketMode);
            _sockets.Add(new BoundSocket(new UnixDomainSocketEndPoint(path), socket, IsTls: false));
            _uris.Add(new Uri("unix:" + path));
        }
    }

    private static string UriHost(string name)
    {
        if (name == ListenerOptions.Everywhere)
        {
            return "[::]";
        }

        return IPAddress.TryParse(name, out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetworkV6
            ? $"[{address}]"
            : name;
    }
}
