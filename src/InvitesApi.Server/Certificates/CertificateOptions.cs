using System.Security;
using System.Security.Cryptography.X509Certificates;

namespace InvitesApi.Server.Certificates;

/// <summary>Where a certificate for TLS comes from: <see cref="Certificate"/>, or <see cref="Path"/>.</summary>
public sealed record CertificateOptions
{
    /// <summary>A certificate with its private key.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>
    /// A PEM file (the certificate, then those between it and the root), a PFX file, or a folder that is searched by host name as Prosody's
    /// <c>certificates</c> folder is: <c>HOST.crt</c> with <c>HOST.key</c>, <c>HOST/fullchain.pem</c> with <c>HOST/privkey.pem</c>.
    /// </summary>
    public string? Path { get; init; }

    /// <summary>The PEM file with the private key; null: it is in the file of the certificate.</summary>
    public string? KeyPath { get; init; }

    /// <summary>The password of a PFX file, or of an encrypted key.</summary>
    public SecureString? Password { get; init; }
}
