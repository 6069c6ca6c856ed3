using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace InvitesApi.Server.Tests.Support;

/// <summary>An authority of a test's own, which nobody else believes.</summary>
internal sealed class TestAuthority : IDisposable
{
    private readonly X509Certificate2 _root;

    public TestAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        _root = request.CreateSelfSigned(From, To);
        Certificates = [_root];
    }

    /// <summary>What a client that believes it needs.</summary>
    public X509Certificate2Collection Certificates { get; }

    private static DateTimeOffset From => TimeProvider.System.GetUtcNow().AddDays(-1);

    private static DateTimeOffset To => TimeProvider.System.GetUtcNow().AddDays(1);

    /// <summary>Writes a certificate for a domain and its key, as PEM, into one file, or the key into another.</summary>
    public void Issue(string domain, string path, string? keyPath = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={domain}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(domain);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_root, true, false));
        using X509Certificate2 certificate = request.Create(_root, From, To.AddHours(-1), RandomNumberGenerator.GetBytes(8));
        string secret = key.ExportPkcs8PrivateKeyPem() + "\n";
        File.WriteAllText(path, certificate.ExportCertificatePem() + "\n" + (keyPath is null ? secret : string.Empty));
        if (keyPath is not null)
        {
            File.WriteAllText(keyPath, secret);
        }
    }

    public void Dispose() => _root.Dispose();
}
