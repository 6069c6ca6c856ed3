using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace InvitesApi.Server.Tests.Support;

/// <summary>Ways to a server.</summary>
internal static class Dial
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A client whose every request goes to one listener, whatever its URI says.</summary>
    public static HttpClient To(Uri uri) => uri.Scheme == "unix" ? To(new UnixDomainSocketEndPoint(uri.LocalPath)) : To(Loopback(uri.Port));

    /// <inheritdoc cref="To(Uri)"/>
    /// <param name="endPoint">The listener.</param>
    /// <param name="root">The root that certificates must go back to.</param>
    /// <param name="pooled">Whether a connection serves several requests.</param>
    public static HttpClient To(EndPoint endPoint, X509Certificate2? root = null, bool pooled = true) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        PooledConnectionLifetime = pooled ? Timeout.InfiniteTimeSpan : TimeSpan.Zero,
        SslOptions = root is null ? new SslClientAuthenticationOptions() : new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { root },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        },
        ConnectCallback = async (_, cancellation) => new NetworkStream(await ConnectAsync(endPoint, cancellation), ownsSocket: true),
    });

    public static IPEndPoint Loopback(int port) => new(IPAddress.Loopback, port);

    /// <summary>A connection that nothing was said on.</summary>
    public static async Task<NetworkStream> OpenAsync(int port) =>
        new(await ConnectAsync(Loopback(port), Cancellation), ownsSocket: true);

    public static Task WriteAsync(this Stream stream, string text) => stream.WriteAsync(Encoding.Latin1.GetBytes(text), Cancellation).AsTask();

    /// <summary>What the server sends until it closes the connection.</summary>
    public static async Task<string> ReadToEndAsync(this Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
        try
        {
            return await reader.ReadToEndAsync(Cancellation);
        }
        catch (IOException)
        {
            return "reset";
        }
    }

    private static async Task<Socket> ConnectAsync(EndPoint endPoint, CancellationToken cancellation)
    {
        Socket socket = endPoint is UnixDomainSocketEndPoint
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(endPoint, cancellation);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
