using InvitesApi.Server.Faults;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Storage;

namespace InvitesApi.Server.Exchange;

/// <summary>Puts keys and pending invites from elsewhere into a database. What is there already stays as it is.</summary>
/// <param name="target">The database.</param>
/// <param name="time">What tells the time.</param>
public sealed class DataCopier(IInviteDatabase target, TimeProvider time)
{
    private const int AtOnce = 256;

    private readonly HashSet<string> _unknownHosts = new(StringComparer.Ordinal);

    /// <summary>Takes what comes. What can't be taken is told in the report; the rest is.</summary>
    /// <param name="items">What comes.</param>
    /// <param name="cancellation">Ends the work; what was taken stays.</param>
    /// <exception cref="InviteException">The source or the database fails.</exception>
    public async ValueTask<CopyReport> CopyAsync(IAsyncEnumerable<DataItem> items, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(items);
        var report = new CopyReport();
        Dictionary<(string Host, string Id), TokenHash> known = (await target.ReadKeysAsync(virtualHost: null, cancellation))
            .ToDictionary(key => (key.Key.VirtualHost, key.Key.Id), key => key.Hash);
        var invites = new List<Invite>(AtOnce);
        await foreach (DataItem item in items.WithCancellation(cancellation))
        {
            if (item.Key is { } key)
            {
                await AddAsync(key, known, report, cancellation);
            }
            else if (item.Invite is { } invite)
            {
                invites.Add(invite);
                if (invites.Count == AtOnce)
                {
                    await AddAsync(invites, report, cancellation);
                }
            }
            else
            {
                await AddAsync(invites, report, cancellation); // problems are told in the order of the lines
                report.Refuse(item.Problem!);
            }
        }

        await AddAsync(invites, report, cancellation);
        return report;
    }

    private async ValueTask AddAsync(
        PortableKey key, Dictionary<(string Host, string Id), TokenHash> known, CopyReport report, CancellationToken cancellation)
    {
        (string Host, string Id) name = (key.Key.VirtualHost, key.Key.Id);
        try
        {
            if (known.TryGetValue(name, out TokenHash there))
            {
                if (!key.Hash.Matches(there))
                {
                    throw ApiKeys.Taken(name.Host, name.Id);
                }

                report.KeysPresent++;
            }
            else if (await target.TryAddKeyAsync(key, cancellation))
            {
                known.Add(name, key.Hash);
                report.KeysAdded++;
            }
            else
            {
                throw ApiKeys.Taken(name.Host, name.Id); // by somebody else, at this moment
            }
        }
        catch (InviteException fault) when (fault.Fault is InviteFault.InviteApiKeyTaken or InviteFault.InviteApiKeyHashOnly)
        {
            report.Refuse(fault);
        }
    }

    private async ValueTask AddAsync(List<Invite> invites, CopyReport report, CancellationToken cancellation)
    {
        if (invites.Count == 0)
        {
            return;
        }

        IReadOnlyList<CopyVerdict> verdicts = await target.AddCopiesAsync(invites, time.GetUtcNow(), cancellation);
        for (int i = 0; i < invites.Count; i++)
        {
            switch (verdicts[i])
            {
                case CopyVerdict.Added:
                    report.InvitesAdded++;
                    break;
                case CopyVerdict.Present:
                    report.InvitesPresent++;
                    break;
                case CopyVerdict.NameReserved:
                    report.Refuse(InviteRules.NameReserved(invites[i].VirtualHost, invites[i].Terms.Username!));
                    break;
                default:
                    report.Refuse(_unknownHosts.Add(invites[i].VirtualHost) ? InviteDatabase.HostUnknown(invites[i].VirtualHost, target.Location) : null);
                    break;
            }
        }

        invites.Clear();
    }
}
