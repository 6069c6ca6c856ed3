using System.Net;
using System.Security.Cryptography;
using DnsClient;
using DnsClient.Protocol;

namespace InvitesApi.Server.Xmpp.Connections;

/// <summary>Finds the places of a server: the one that was given, or those that the DNS names (RFC 6120 §3.2.1, XEP-0368).</summary>
internal sealed class XmppTargets
{
    private const int ClientPort = 5222;
    private const int DirectTlsPort = 5223;

    private readonly Lazy<LookupClient> _dns;

    /// <summary>Makes one.</summary>
    /// <param name="nameServers">The name servers to ask; none: the system's.</param>
    public XmppTargets(IReadOnlyList<IPEndPoint> nameServers) => _dns = new Lazy<LookupClient>(() =>
    {
        LookupClientOptions options = nameServers.Count == 0 ? new LookupClientOptions() : new LookupClientOptions([.. nameServers]);
        options.Timeout = TimeSpan.FromSeconds(3);
        options.Retries = 1;
        return new LookupClient(options);
    });

    /// <summary>Where to try to connect, in this order.</summary>
    /// <param name="address">What the user gave.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="XmppException">The DNS says that there is no such service, or says nothing.</exception>
    public async Task<IReadOnlyList<XmppTarget>> FindAsync(XmppServerAddress address, CancellationToken cancellation)
    {
        if (address.Port is { } port)
        {
            return [new XmppTarget(address.Host, port, address.DirectTls)];
        }

        var fallback = new XmppTarget(address.Host, address.DirectTls ? DirectTlsPort : ClientPort, address.DirectTls);
        if (IPAddress.TryParse(address.Host, out _))
        {
            return [fallback];
        }

        Task<List<Record>> direct = LookUpAsync("_xmpps-client._tcp.", address.Host, directTls: true, cancellation);
        Task<List<Record>> start = address.DirectTls
            ? Task.FromResult(new List<Record>())
            : LookUpAsync("_xmpp-client._tcp.", address.Host, directTls: false, cancellation);
        List<Record> records = [.. (await direct).Where(IsHere), .. (await start).Where(IsHere)];
        if (records.Count > 0)
        {
            return Order(records);
        }

        // Where nothing is said of the service that is wanted in any case, the host itself is tried (RFC 6120 §3.2.2).
        List<Record> wanted = address.DirectTls ? await direct : await start;
        return wanted.Count == 0 ? [fallback] : throw new XmppException(
            XmppFailure.Unreachable,
            $"The DNS says that {address.Host} has no XMPP service for clients.");
    }

    // "." says: not here (RFC 2782).
    private static bool IsHere(Record record) => record.Target.Host.Length > 0;

    private async Task<List<Record>> LookUpAsync(string service, string domain, bool directTls, CancellationToken cancellation)
    {
        try
        {
            IDnsQueryResponse response = await _dns.Value.QueryAsync(service + domain, QueryType.SRV, QueryClass.IN, cancellation);
            return [.. response.Answers.OfType<SrvRecord>().Select(srv => new Record(
                new XmppTarget(srv.Target.Value.TrimEnd('.'), srv.Port, directTls), srv.Priority, srv.Weight))];
        }
        catch (DnsResponseException)
        {
            return []; // as where there is no record: the host itself is tried
        }
    }

    // By priority; within one, by lot, a record of twice the weight twice as often first (RFC 2782).
    private static List<XmppTarget> Order(List<Record> records)
    {
        List<XmppTarget> ordered = [];
        foreach (IGrouping<int, Record> group in records.GroupBy(record => record.Priority).OrderBy(group => group.Key))
        {
            List<Record> left = [.. group.OrderBy(record => record.Weight)];
            while (left.Count > 0)
            {
                int drawn = RandomNumberGenerator.GetInt32(left.Sum(record => record.Weight) + 1);
                int sum = 0;
                int index = left.FindIndex(record => (sum += record.Weight) >= drawn);
                ordered.Add(left[index].Target);
                left.RemoveAt(index);
            }
        }

        return ordered;
    }

    private sealed record Record(XmppTarget Target, int Priority, int Weight);
}
