using System.Collections.Frozen;
using System.Net.Security;
using InvitesApi.Server.Faults;
using Microsoft.Extensions.Logging;

namespace InvitesApi.Server.Certificates;

/// <summary>The certificates of all hosts: chooses by the name that a client asks for (SNI, RFC 6066 §3), and looks for renewed files.</summary>
internal sealed class CertificateStore(TimeProvider time) : IDisposable
{
    // A watcher of the file system would miss what is behind links, which is where ACME clients put new files.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private volatile FrozenDictionary<string, CertificateSlot> _byName = FrozenDictionary<string, CertificateSlot>.Empty;
    private volatile CertificateSlot? _first;
    private ITimer? _timer;
    private int _renewing;

    /// <summary>Whether there is any.</summary>
    public bool IsEmpty => _first is null;

    /// <summary>Takes the certificates of the hosts that are served from now on. Those that are in use already are not read again.</summary>
    /// <param name="hosts">The certificates of the hosts that have one.</param>
    /// <exception cref="InviteException">One of the <c>Certificate…</c> faults; those of before stay in use.</exception>
    public void Use(IEnumerable<HostCertificate> hosts)
    {
        var slots = new Dictionary<string, CertificateSlot>(StringComparer.OrdinalIgnoreCase);
        CertificateSlot? first = null;
        foreach (HostCertificate host in hosts)
        {
            CertificateSlot slot = _byName.TryGetValue(host.Name, out CertificateSlot? old) && old.Options == host.Options
                ? old
                : new CertificateSlot(host.Options, host.Name, time);
            slots.Add(host.Name, slot);
            first ??= slot;
        }

        _byName = slots.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        _first = first;
    }

    /// <summary>Looks for renewed files from now on.</summary>
    /// <param name="log">Where renewals are told of, and new certificates that can't be used.</param>
    public void Watch(ILogger log) => _timer = time.CreateTimer(_ => Renew(log), null, Interval, Interval);

    /// <summary>What to speak TLS with to a client.</summary>
    /// <param name="serverName">The name that it asks for; who asks for none, or for one that isn't served, gets the first host's.</param>
    public SslServerAuthenticationOptions Select(string? serverName)
    {
        CertificateSlot? slot = serverName is not null && _byName.TryGetValue(serverName, out CertificateSlot? named) ? named : _first;
        return slot?.Current.Tls ?? throw new InvalidOperationException("The host with the certificate was removed.");
    }

    /// <inheritdoc/>
    public void Dispose() => _timer?.Dispose();

    private void Renew(ILogger log)
    {
        if (Interlocked.Exchange(ref _renewing, 1) != 0)
        {
            return;
        }

        try
        {
            foreach (CertificateSlot slot in _byName.Values)
            {
                slot.Renew(log);
            }
        }
        finally
        {
            Volatile.Write(ref _renewing, 0);
        }
    }
}
