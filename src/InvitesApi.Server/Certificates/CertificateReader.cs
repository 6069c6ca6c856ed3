using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using InvitesApi.Server.Faults;

namespace InvitesApi.Server.Certificates;

/// <summary>Reads a host's certificate, and refuses one that no client would take.</summary>
internal static class CertificateReader
{
    private const string PemMark = "-----BEGIN ";

    /// <summary>The hash of the files as they are now, which tells whether they have changed.</summary>
    /// <exception cref="InviteException">They can't be read.</exception>
    public static string Fingerprint(CertificateFiles files) => Hash(ReadAll(files));

    /// <summary>Reads it from files.</summary>
    /// <exception cref="InviteException">One of the <c>Certificate…</c> faults.</exception>
    public static LoadedCertificate Read(CertificateFiles files, CertificateOptions options, string host, DateTimeOffset now)
    {
        (byte[] certificate, byte[]? key) = ReadAll(files);
        string? password = options.Password is null ? null : new NetworkCredential(string.Empty, options.Password).Password;
        try
        {
            (X509Certificate2 own, X509Certificate2Collection chain) =
                IsPem(certificate) ? FromPem(certificate, key, password) : FromPfx(certificate, password);
            Require(own, files.Certificate, host, now);
            return new LoadedCertificate(own, chain, Hash((certificate, key)));
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            throw Unreadable(files.Certificate, error);
        }
    }

    /// <summary>Takes one that was read already.</summary>
    /// <exception cref="InviteException">One of the <c>Certificate…</c> faults.</exception>
    public static LoadedCertificate Take(X509Certificate2 certificate, string host, DateTimeOffset now)
    {
        string name = certificate.Subject;
        try
        {
            Require(certificate, name, host, now);
            return new LoadedCertificate(certificate, [], certificate.Thumbprint);
        }
        catch (CryptographicException error)
        {
            throw Unreadable(name, error);
        }
    }

    private static InviteException Unreadable(string name, Exception error) => new(
        InviteFault.CertificateUnreadable,
        $"The certificate '{name}' can't be used: {error.Message} Give a PEM file with its key, or a PFX file, and the password if it has one.",
        name,
        error);

    private static void Require(X509Certificate2 certificate, string name, string host, DateTimeOffset now)
    {
        if (!certificate.HasPrivateKey)
        {
            throw new InviteException(
                InviteFault.CertificateUnreadable,
                $"The certificate '{name}' comes without its private key. Give -CertificateKeyPath, or a file that has both.",
                name);
        }

        DateTime utc = now.UtcDateTime;
        if (utc >= certificate.NotAfter.ToUniversalTime() || utc < certificate.NotBefore.ToUniversalTime())
        {
            throw new InviteException(
                InviteFault.CertificateExpired,
                $"The certificate '{name}' is good from {certificate.NotBefore.ToUniversalTime():u} to {certificate.NotAfter.ToUniversalTime():u}, and not now. Renew it.",
                name);
        }

        if (!certificate.MatchesHostname(host))
        {
            throw new InviteException(
                InviteFault.CertificateNameMismatch,
                $"The certificate '{name}' is not for {host}, which is served here. Give one whose names include it, or a folder with one "
                + "for each host.",
                host);
        }
    }

    private static (byte[] Certificate, byte[]? Key) ReadAll(CertificateFiles files)
    {
        string path = files.Certificate;
        try
        {
            byte[] certificate = File.ReadAllBytes(path);
            path = files.Key ?? path;
            return (certificate, files.Key is null ? null : File.ReadAllBytes(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            bool missing = error is FileNotFoundException or DirectoryNotFoundException;
            throw new InviteException(
                missing ? InviteFault.CertificateNotFound : InviteFault.CertificateUnreadable,
                $"The file '{path}' can't be read: {error.Message}",
                path,
                error);
        }
    }

    private static (X509Certificate2 Own, X509Certificate2Collection Chain) FromPem(byte[] certificate, byte[]? key, string? password)
    {
        string text = Encoding.UTF8.GetString(certificate);
        string keyText = key is null ? text : Encoding.UTF8.GetString(key);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPem(text);
        X509Certificate2 own = password is null
            ? X509Certificate2.CreateFromPem(text, keyText)
            : X509Certificate2.CreateFromEncryptedPem(text, keyText, password);
        if (OperatingSystem.IsWindows())
        {
            // Windows' TLS takes no key that only lives in memory.
            using X509Certificate2 ephemeral = own;
            own = X509CertificateLoader.LoadPkcs12(ephemeral.Export(X509ContentType.Pfx), password: null);
        }

        return (own, chain);
    }

    private static (X509Certificate2 Own, X509Certificate2Collection Chain) FromPfx(byte[] certificate, string? password)
    {
        X509Certificate2Collection chain = X509CertificateLoader.LoadPkcs12Collection(certificate, password);
        return (chain.FirstOrDefault(one => one.HasPrivateKey) ?? chain[0], chain);
    }

    private static bool IsPem(byte[] certificate) => certificate.AsSpan().IndexOf(Encoding.ASCII.GetBytes(PemMark)) >= 0;

    private static string Hash((byte[] Certificate, byte[]? Key) files) =>
        Convert.ToHexString(SHA256.HashData([.. files.Certificate, .. files.Key ?? []]));
}
