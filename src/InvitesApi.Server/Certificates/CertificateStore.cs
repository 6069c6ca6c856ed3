using System.Collections.Frozen;
using System.Net.Security;
using InvitesApi.Server.Faults;
using Microsoft.Extensions.Logging;

namespace InvitesApi.Server.Certificates;

/// <summary>The certificates of all hosts: chooses by the name that a client asks for (SNI, RFC 6066 §3), and looks for renewed files.</summary>
internal sealed class CertificateStore : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly ITimer _timer;
    private volatile FrozenDictionary<string, CertificateSlot> _byName = FrozenDictionary<string, CertificateSlot>.Empty;
    private volatile CertificateSlot? _default;
    private int _renewing;

    /// <summary>Makes one without certificates.</summary>
    public CertificateStore(TimeProvider time, ILogger log)
    {
        _time = time;
        _log = log;
        _timer = time.CreateTimer(_ => Renew(), null, Interval, Interval);
    }

    /// <summary>Reads the certificates of the hosts that are served from now on.</summary>
    /// <param name="hosts">For each host: the names that HTTP calls it by, and where its certificate is.</param>
    /// <exception cref="InviteException">One of the <c>Certificate…</c> faults; those of before stay in use.</exception>
    public void Use(IEnumerable<(IReadOnlyList<string> Names, CertificateOptions Options)> hosts)
    {
        var byName = new Dictionary<string, CertificateSlot>(StringComparer.OrdinalIgnoreCase);
        CertificateSlot? first = null;
        foreach ((IReadOnlyList<string> names, CertificateOptions options) in hosts)
        {
            var slot = new CertificateSlot(options, names, _time);
            first ??= slot;
            foreach (string name in names)
            {
                byName.TryAdd(name, slot);
            }
        }

        _byName = byName.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        _default = first;
    }

    /// <summary>What to speak TLS with to a client.</summary>
    /// <param name="serverName">The name that it asks for; who asks for none, or for one that isn't served, gets the first host's.</param>
    public SslServerAuthenticationOptions Select(string? serverName)
    {
        CertificateSlot? slot = serverName is not null && _byName.TryGetValue(serverName, out CertificateSlot? named) ? named : _default;
        return slot!.Current.Tls;
    }

    /// <summary>Looks for renewed files.</summary>
    public void Renew()
    {
        if (Interlocked.Exchange(ref _renewing, 1) != 0)
        {
            return;
        }

        try
        {
            foreach (CertificateSlot slot in _byName.Values.Distinct())
            {
                slot.Renew(_log);
            }
        }
        finally
        {
            Volatile.Write(ref _renewing, 0);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();
}
