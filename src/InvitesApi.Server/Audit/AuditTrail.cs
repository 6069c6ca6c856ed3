using System.Globalization;
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
    private const int LongestStretch = 1024;

    /// <summary>The entries that there are, newest first, read as they are asked for.</summary>
    /// <param name="filter">Which of them.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async IAsyncEnumerable<AuditEntry> ListAsync(AuditFilter filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(filter);
        AuditFilter asked = filter.VirtualHost is null ? filter : filter with { VirtualHost = VirtualHostName.Normalize(filter.VirtualHost) };
        int most = FirstStretch;
        for (long from = long.MaxValue; ; most = Math.Min(most * 2, LongestStretch))
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
        byte[] hash = await database.ReadAuditGenesisAsync(cancellation);
        AuditEntry? last = null;
        bool isFound = expectedHead is null || IsHead(expectedHead, hash);
        IReadOnlyList<AuditEntry> stretch;
        do
        {
            stretch = await database.ReadAuditAsync(last?.Number, LongestStretch, cancellation);
            foreach (AuditEntry entry in stretch)
            {
                long number = (last?.Number ?? 0) + 1;
                hash = AuditChain.HashOf(hash, entry);
                if (entry.Number != number || !entry.Hash.Span.SequenceEqual(hash))
                {
                    throw Broken(Math.Min(number, entry.Number));
                }

                isFound = isFound || IsHead(expectedHead!, hash);
                last = entry;
            }
        }
        while (stretch.Count == LongestStretch);

        var verified = new AuditVerification(last?.Number ?? 0, Convert.ToHexStringLower(hash), last?.At);
        return isFound ? verified : throw new InviteException(
            InviteFault.AuditHeadNotFound,
            $"The audit trail is a whole chain of {verified.Count} entries, but none of them is the head {expectedHead} that was noted: entries were "
            + "cut off its end, or all of it was written anew, or the head is of another database.",
            expectedHead);
    }

    private static bool IsHead(string expected, byte[] hash) =>
        string.Equals(expected, Convert.ToHexString(hash), StringComparison.OrdinalIgnoreCase);

    private static InviteException Broken(long number) => new(
        InviteFault.AuditChainBroken,
        string.Create(
            CultureInfo.InvariantCulture,
            $"The audit trail is broken at entry {number}: it, or one before it, was changed, removed or put in behind this module's back."),
        number);
}
