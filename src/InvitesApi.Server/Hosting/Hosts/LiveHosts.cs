using InvitesApi.Server.Certificates;
using InvitesApi.Server.Faults;

namespace InvitesApi.Server.Hosting.Hosts;

/// <summary>The virtual hosts that are served now, and their certificates. Requests see all of a change or nothing of it.</summary>
internal sealed class LiveHosts : IDisposable
{
    private readonly Lock _turn = new();
    private readonly CertificateOptions? _certificate;
    private volatile HostDirectory _directory;

    /// <summary>Checks the options and makes one.</summary>
    /// <exception cref="InviteException">An option is malformed, or a certificate can't be used.</exception>
    public LiveHosts(InviteServerOptions options)
    {
        _certificate = options.Certificate;
        Certificates = new CertificateStore(options.Time);
        _directory = Use([.. options.VirtualHosts
            .Select(host => new ServedHost(host))
            .DistinctBy(host => host.Name, StringComparer.Ordinal)]);
    }

    /// <summary>The hosts.</summary>
    public HostDirectory Directory => _directory;

    /// <summary>Their certificates.</summary>
    public CertificateStore Certificates { get; }

    /// <summary>Serves one more.</summary>
    /// <exception cref="InviteException">
    /// An option is malformed, a certificate can't be used, or its name is served already. Nothing has changed then.
    /// </exception>
    public void Add(VirtualHostOptions options)
    {
        var host = new ServedHost(options);
        lock (_turn)
        {
            _directory = _directory.Hosts.All(other => other.Name != host.Name) ? Use([.. _directory.Hosts, host]) : throw new InviteException(
                InviteFault.VirtualHostTaken, $"{host.Name} is served already. Remove it first, to serve it in another way.", options.Name);
        }
    }

    /// <summary>Serves one no longer. Requests that have found it are answered.</summary>
    /// <exception cref="InviteException">It isn't served, or is the last one.</exception>
    public void Remove(string virtualHost)
    {
        lock (_turn)
        {
            ServedHost gone = _directory.Named(virtualHost);
            _directory = _directory.Hosts.Count > 1 ? Use([.. _directory.Hosts.Where(host => host != gone)]) : throw new InviteException(
                InviteFault.VirtualHostInvalid,
                $"{gone.Name} is the only virtual host of the server. Stop the server, or add another host first.",
                virtualHost);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Certificates.Dispose();

    private HostDirectory Use(IReadOnlyList<ServedHost> hosts)
    {
        var directory = new HostDirectory(hosts);
        Certificates.Use(hosts.Select(host => new HostCertificate(host.HttpName, host.Certificate ?? _certificate)));
        return directory;
    }
}
