using InvitesApi.Server.Certificates;
using InvitesApi.Server.Hosting.Listening;
using InvitesApi.Server.Hosting.Proxies;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace InvitesApi.Server.Hosting;

/// <summary>Kestrel, as the options want it.</summary>
internal static class KestrelSetup
{
    /// <summary>Has it listen on sockets that are bound already.</summary>
    public static void Configure(
        KestrelServerOptions kestrel,
        SocketTransportOptions sockets,
        Listener listener,
        LimitOptions limits,
        ProxyList proxies,
        CertificateStore certificates)
    {
        var clients = new ClientConnections(limits, proxies);
        kestrel.AddServerHeader = false;
        kestrel.RequestHeaderEncodingSelector = LengthEncoding.Of;
        Limit(kestrel.Limits, limits);
        foreach (BoundSocket bound in listener.Sockets)
        {
            kestrel.Listen(bound.EndPoint, listen =>
            {
                if (!bound.IsManagement)
                {
                    listen.Use(clients.Limit);
                }

                Configure(listen, bound.IsTls ? certificates : null, limits);
            });
        }

        sockets.CreateBoundListenSocket = listener.SocketOf;

        // Answers come in crowds, as a commit stores many invites: what each costs counts for more than a block of 4 KiB for each idle connection.
        sockets.WaitForDataBeforeAllocatingBuffer = false;
        sockets.IOQueueCount = 0;
    }

    private static void Limit(KestrelServerLimits kestrel, LimitOptions limits)
    {
        kestrel.MaxRequestBodySize = limits.MaxContentSize;
        kestrel.MaxRequestHeadersTotalSize = limits.MaxHeaderSize;
        kestrel.MaxRequestLineSize = Math.Min(kestrel.MaxRequestLineSize, limits.MaxHeaderSize);
        kestrel.RequestHeadersTimeout = limits.HeaderTimeout;
        kestrel.KeepAliveTimeout = limits.KeepAliveTimeout;
    }

    private static void Configure(ListenOptions listen, CertificateStore? certificates, LimitOptions limits)
    {
        // Without TLS nothing tells HTTP/2 from HTTP/1.1 before the first byte, and Kestrel has one of them on a port.
        listen.Protocols = certificates is null ? HttpProtocols.Http1 : HttpProtocols.Http1AndHttp2;
        if (certificates is not null)
        {
            listen.UseHttps(new TlsHandshakeCallbackOptions
            {
                HandshakeTimeout = limits.HeaderTimeout,
                OnConnection = connection => ValueTask.FromResult(certificates.Select(connection.ClientHelloInfo.ServerName)),
            });
        }
    }
}
