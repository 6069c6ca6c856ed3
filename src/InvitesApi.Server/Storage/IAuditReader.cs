using InvitesApi.Server.Audit;

namespace InvitesApi.Server.Storage;

/// <summary>
/// The audit trail of a database. It is written by the stores themselves, an entry in the transaction of each change; nothing here changes it.
/// </summary>
public interface IAuditReader
{
    /// <summary>A stretch of the entries, newest first.</summary>
    /// <param name="filter">Which of them.</param>
    /// <param name="from">The highest number that is wanted.</param>
    /// <param name="most">How many at the most.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask<IReadOnlyList<AuditEntry>> ListAuditAsync(AuditFilter filter, long from, int most, CancellationToken cancellation);

    /// <summary>A stretch of the entries in their order, whatever their numbers are.</summary>
    /// <param name="after">The number after which it begins; null: with the first.</param>
    /// <param name="most">How many at the most.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask<IReadOnlyList<AuditEntry>> ReadAuditAsync(long? after, int most, CancellationToken cancellation);

    /// <summary>What the first entry is chained to: random bytes that were made with the trail.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask<byte[]> ReadAuditGenesisAsync(CancellationToken cancellation);
}
