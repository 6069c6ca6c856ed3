using InvitesApi.Server.Faults;
using InvitesApi.Server.VirtualHosts;

namespace InvitesApi.Server.Certificates;

/// <summary>The files that a certificate is in.</summary>
/// <param name="Certificate">The certificate.</param>
/// <param name="Key">Its private key; null: it is in the same file.</param>
internal sealed record CertificateFiles(string Certificate, string? Key)
{
    /// <summary>The file that the private key is in.</summary>
    public string KeyFile => Key ?? Certificate;

    /// <summary>Finds the files of a host's certificate.</summary>
    /// <param name="options">Where to look.</param>
    /// <param name="host">The name that HTTP calls the host by.</param>
    /// <exception cref="InviteException"><see cref="InviteFault.CertificateNotFound"/>, with where was looked.</exception>
    public static CertificateFiles Find(CertificateOptions options, string host)
    {
        string path = Path.GetFullPath(options.Path!);
        if (!Directory.Exists(path))
        {
            return new CertificateFiles(path, options.KeyPath is null ? null : Path.GetFullPath(options.KeyPath));
        }

        return Candidates(path, host).FirstOrDefault(files => File.Exists(files.Certificate) && (files.Key is null || File.Exists(files.Key)))
            ?? throw new InviteException(
                InviteFault.CertificateNotFound,
                $"The folder '{path}' has no certificate for {host}. Put {host}.crt and {host}.key there, or {host}/fullchain.pem and "
                + $"{host}/privkey.pem.",
                path);
    }

    // Of the host, in both forms of its name, and then of the domains above it, whose certificates may cover it.
    private static IEnumerable<CertificateFiles> Candidates(string folder, string host)
    {
        for (string? name = host; name is not null; name = Above(name))
        {
            foreach (string form in new[] { name, Unicode(name) }.Distinct(StringComparer.Ordinal))
            {
                yield return Pair($"{form}.crt", $"{form}.key");
                yield return Pair($"{form}.pem", $"{form}.key");
                yield return Pair(Path.Combine(form, "fullchain.pem"), Path.Combine(form, "privkey.pem"));
                yield return Pair($"{form}.pem", key: null);
                yield return Pair($"{form}.pfx", key: null);
            }
        }

        CertificateFiles Pair(string certificate, string? key) =>
            new(Path.Combine(folder, certificate), key is null ? null : Path.Combine(folder, key));
    }

    // Up to, and without, the top one.
    private static string? Above(string name) =>
        name.IndexOf('.', StringComparison.Ordinal) is var dot and > 0 && name.IndexOf('.', dot + 1) > 0 ? name[(dot + 1)..] : null;

    private static string Unicode(string name)
    {
        try
        {
            return VirtualHostName.Normalize(name);
        }
        catch (InviteException)
        {
            return name;
        }
    }
}
