using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace InvitesApi.Server.Certificates;

/// <summary>A certificate that was read and found good.</summary>
/// <param name="Certificate">The certificate, with its private key.</param>
/// <param name="Chain">Those between it and the root.</param>
/// <param name="Fingerprint">The hash of the files that it was read from.</param>
internal sealed record LoadedCertificate(X509Certificate2 Certificate, X509Certificate2Collection Chain, string Fingerprint)
{
    /// <summary>What a handshake needs of it.</summary>
    public SslServerAuthenticationOptions Tls { get; } = new()
    {
        ServerCertificateContext = SslStreamCertificateContext.Create(Certificate, Chain, offline: true),
        ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
        EnabledSslProtocols = System.Security.Authentication.SslProtocols.Tls12 | System.Security.Authentication.SslProtocols.Tls13,
    };
}
