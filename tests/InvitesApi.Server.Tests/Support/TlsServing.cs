using InvitesApi.Server.Certificates;
using InvitesApi.Server.Hosting;
using InvitesApi.Server.Hosting.Listening;

namespace InvitesApi.Server.Tests.Support;

/// <summary>Servers with TLS alone.</summary>
internal static class TlsServing
{
    /// <summary>The options of one on a free loopback port.</summary>
    public static InviteServerOptions WithTls(this InviteServerOptions options, CertificateOptions? certificate) => options with
    {
        Listeners = new ListenerOptions { Ports = [], TlsPorts = [0], TlsInterfaces = ["localhost"] },
        Certificate = certificate,
    };

    /// <summary>A client that trusts an authority alone.</summary>
    public static HttpClient TlsClient(this ServedApi api, TestAuthority authority, bool pooled = true) =>
        Dial.To(Dial.Loopback(api.TlsPort), authority.Root, pooled);
}
