using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace InvitesApi.Server.Tests.Support;

/// <summary>A certificate authority, with one intermediate if that is wanted.</summary>
internal sealed class TestAuthority : IDisposable
{
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();
    private readonly X509Certificate2 _issuer;

    public TestAuthority(bool hasIntermediate = true)
    {
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest root = Request("CN=Test root", rootKey, isAuthority: true);
        Root = root.CreateSelfSigned(_now.AddYears(-2), _now.AddYears(2));
        _issuer = Root;
        if (!hasIntermediate)
        {
            return;
        }

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 signed = Request("CN=Test intermediate", key, isAuthority: true)
            .Create(Root, _now.AddYears(-2), _now.AddYears(2), RandomNumberGenerator.GetBytes(8));
        _issuer = signed.CopyWithPrivateKey(key);
    }

    /// <summary>What clients trust.</summary>
    public X509Certificate2 Root { get; }

    /// <summary>The same, for who takes several.</summary>
    public X509Certificate2Collection Certificates => [Root];

    /// <summary>A certificate for some names, with its key.</summary>
    /// <param name="fromDays">From when it is good, in days from now.</param>
    /// <param name="toDays">Until when.</param>
    /// <param name="names">The names.</param>
    public X509Certificate2 Issue(int fromDays, int toDays, params string[] names)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = Request($"CN={names[0]}", key, isAuthority: false);
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (string name in names)
        {
            alternatives.AddDnsName(name);
        }

        request.CertificateExtensions.Add(alternatives.Build());
        using X509Certificate2 signed = request.Create(
            _issuer, _now.AddDays(fromDays), _now.AddDays(toDays), RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }

    public X509Certificate2 Issue(params string[] names) => Issue(-1, 30, names);

    /// <summary>A certificate whose list of names is none.</summary>
    public static X509Certificate2 IssueWithMalformedNames()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = Request("CN=example.com", key, isAuthority: false);
        request.CertificateExtensions.Add(new X509Extension("2.5.29.17", [0x30, 0x7F, 0x00], critical: false));
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
    }

    /// <summary>The PEM file of a certificate, with the intermediate.</summary>
    public string Pem(X509Certificate2 certificate) => certificate.ExportCertificatePem() + "\n" + _issuer.ExportCertificatePem() + "\n";

    /// <summary>Writes a certificate and its key.</summary>
    public void Write(X509Certificate2 certificate, string path, string keyPath)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, Pem(certificate));
        WriteKey(keyPath, KeyPem(certificate));
    }

    /// <summary>Writes a new certificate for a name and its key into one file, or the key into another.</summary>
    public void WriteNew(string name, string path, string? keyPath = null)
    {
        using X509Certificate2 certificate = Issue(name);
        if (keyPath is null)
        {
            WriteKey(path, Pem(certificate) + KeyPem(certificate));
            return;
        }

        File.WriteAllText(path, Pem(certificate));
        WriteKey(keyPath, KeyPem(certificate));
    }

    /// <summary>The PEM file of a certificate's key.</summary>
    public static string KeyPem(X509Certificate2 certificate, string? password = null)
    {
        using ECDsa key = certificate.GetECDsaPrivateKey()!;
        return (password is null
            ? key.ExportPkcs8PrivateKeyPem()
            : key.ExportEncryptedPkcs8PrivateKeyPem(password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)))
            + "\n";
    }

    // Of its owner alone: a server warns of others.
    private static void WriteKey(string path, string text)
    {
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    /// <summary>The PFX file of a certificate, with the intermediate.</summary>
    public byte[] Pfx(X509Certificate2 certificate, string password) =>
        new X509Certificate2Collection { certificate, X509CertificateLoader.LoadCertificate(_issuer.RawData) }
            .Export(X509ContentType.Pfx, password)!;

    public void Dispose()
    {
        Root.Dispose();
        _issuer.Dispose();
    }

    private static CertificateRequest Request(string name, ECDsa key, bool isAuthority)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, critical: true));
        return request;
    }
}
