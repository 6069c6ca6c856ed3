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
    private volatile FrozenSet<string> _without = [];
    private volatile CertificateSlot? _first;
    private ITimer? _timer;
    private int _renewing;

    /// <summary>Whether there is any.</summary>
    public bool IsEmpty => _first is null;

    /// <summary>The files that private keys are in, each once.</summary>
    public IEnumerable<string> KeyFiles => _byName.Values.Select(slot => slot.KeyFile).OfType<string>().Distinct(StringComparer.Ordinal);

    /// <summary>Takes the certificates of the hosts that are served from now on. Those that are in use already are not read again.</summary>
    /// <param name="hosts">Where the certificate of each host is.</param>
    /// <exception cref="InviteException">One of the <c>Certificate…</c> faults; those of before stay in use.</exception>
    public void Use(IEnumerable<HostCertificate> hosts)
    {
        var slots = new Dictionary<string, CertificateSlot>(StringComparer.OrdinalIgnoreCase);
        var without = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        CertificateSlot? first = null;
        foreach (HostCertificate host in hosts)
        {
            if (host.Options is not { } options)
            {
                without.Add(host.Name);
                continue;
            }

            CertificateSlot slot = _byName.TryGetValue(host.Name, out CertificateSlot? old) && old.Options == options
                ? old
                : new CertificateSlot(options, host.Name, time);
            slots.Add(host.Name, slot);
            first ??= slot;
        }

        _without = without.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        _byName = slots.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        _first = first;
    }

    /// <summary>Looks for renewed files from now on.</summary>
    /// <param name="log">Where renewals are told of, and new certificates that can't be used.</param>
    public void Watch(ILogger log) => _timer = time.CreateTimer(_ => Renew(log), null, Interval, Interval);

    /// <summary>What to speak TLS with to a client.</summary>
    /// <param name="serverName">The name that it asks for; who asks for none, or for one that isn't served, gets the first host's.</param>
    /// <exception cref="InvalidOperationException">The host of that name has no certificate, and another's is none for it.</exception>
    public SslServerAuthenticationOptions Select(string? serverName)
    {
        CertificateSlot? slot = serverName is not null && _byName.TryGetValue(serverName, out CertificateSlot? named) ? named : _first;
        return slot is not null && (serverName is null || !_without.Contains(serverName))
            ? slot.Current.Tls
            : throw new InvalidOperationException("The host has no certificate.");
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
