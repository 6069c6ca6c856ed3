using System.Runtime.CompilerServices;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Storage;
using InvitesApi.Server.VirtualHosts;

namespace InvitesApi.Server.Audit;

/// <summary>Reads and checks the audit trail, whatever the database.</summary>
/// <param name="database">Where it is kept.</param>
public sealed class AuditTrail(IInviteDatabase database)
{
    // As for invites: who wants ten reads little more, who wants all asks seldom.
    private const int FirstStretch = 32;

    /// <summary>The entries that there are, newest first, read as they are asked for.</summary>
    /// <param name="filter">Which of them.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async IAsyncEnumerable<AuditEntry> ListAsync(AuditFilter filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(filter);
        AuditFilter asked = filter.VirtualHost is null ? filter : filter with { VirtualHost = VirtualHostName.Normalize(filter.VirtualHost) };
        int most = FirstStretch;
        for (long from = long.MaxValue; ; most = Math.Min(most * 2, AuditWalk.Stretch))
        {
            IReadOnlyList<AuditEntry> stretch = await database.ListAuditAsync(asked, from, most, cancellation);
            foreach (AuditEntry entry in stretch)
            {
                yield return entry;
            }

            if (stretch.Count < most)
            {
                yield break;
            }

            from = stretch[^1].Number - 1;
        }
    }

    /// <summary>Checks the whole chain, from the first entry to the last.</summary>
    /// <param name="expectedHead">A head that was noted earlier, in hexadecimal; null: none was.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="InviteException">
    /// <see cref="InviteFault.AuditChainBroken"/>: an entry was changed, removed or put in; its target is the number of the first such.
    /// <see cref="InviteFault.AuditHeadNotFound"/>: the chain is whole, and has no entry with that hash.
    /// </exception>
    public async ValueTask<AuditVerification> VerifyAsync(string? expectedHead, CancellationToken cancellation)
    {
        var walk = new AuditWalk(await database.ReadAuditGenesisAsync(cancellation), expectedHead);
        while (walk.Take(await database.ReadAuditAsync(walk.Last, AuditWalk.Stretch, cancellation)))
        {
            // The next stretch follows.
        }

        return walk.Finish();
    }
}
