using InvitesApi.Server.Certificates;
using InvitesApi.Server.Files;
using InvitesApi.Server.Hosting;
using InvitesApi.Server.Hosting.Hosts;

namespace InvitesApi.Server.Configuration.Checks;

/// <summary>Whether the certificates can be read, and are good for their hosts.</summary>
internal static class CertificateCheck
{
    private const string Setting = "certificatePath";
    private static readonly TimeSpan Soon = TimeSpan.FromDays(14);

    /// <summary>Checks them.</summary>
    public static void Run(
        InviteServerOptions options, IReadOnlyList<(VirtualHostOptions Options, ServedHost Host)> hosts, FindingList findings)
    {
        foreach ((VirtualHostOptions host, ServedHost served) in hosts)
        {
            if ((host.Certificate ?? options.Certificate) is { } certificate)
            {
                findings.Try(Setting, () => Check(certificate, host.Name, served.HttpName, options.Time, findings), host.Name);
            }
            else if (hosts.Any(other => other.Options.Certificate is not null))
            {
                findings.Warn(Setting, $"{host.Name} has no certificate, as others have: it is not served over TLS.", host.Name);
            }
        }
    }

    private static void Check(CertificateOptions certificate, string host, string httpName, TimeProvider time, FindingList findings)
    {
        CertificateFiles files = CertificateFiles.Find(certificate, httpName);
        DateTimeOffset now = time.GetUtcNow();
        using var loaded = CertificateReader.Read(files, certificate, httpName, now).Certificate;
        DateTime end = loaded.NotAfter.ToUniversalTime();
        if (end - now.UtcDateTime < Soon)
        {
            findings.Warn(Setting, $"The certificate '{files.Certificate}' is good until {end:u} only. Renew it.", host);
        }

        foreach (string message in ExposedFiles.OfCertificateKey(files.KeyFile))
        {
            findings.Warn(Setting, message, host);
        }
    }
}
