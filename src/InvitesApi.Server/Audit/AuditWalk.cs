using System.Globalization;
using InvitesApi.Server.Faults;

namespace InvitesApi.Server.Audit;

/// <summary>Checks a chain, entry by entry in their order, whoever reads them.</summary>
/// <param name="genesis">What the first entry is chained to.</param>
/// <param name="expectedHead">A head that was noted earlier, in hexadecimal; null: none was.</param>
internal sealed class AuditWalk(byte[] genesis, string? expectedHead = null)
{
    /// <summary>How many entries are best read at a time.</summary>
    public const int Stretch = 1024;

    private byte[] _hash = genesis;
    private AuditEntry? _last;
    private bool _isFound = expectedHead is null || IsHead(expectedHead, genesis);

    /// <summary>The number of the last entry that was looked at; null: none was yet.</summary>
    public long? Last => _last?.Number;

    /// <summary>Looks at the entries that come next.</summary>
    /// <param name="stretch">Up to <see cref="Stretch"/> of them.</param>
    /// <returns>Whether there may be more.</returns>
    /// <exception cref="InviteException">
    /// <see cref="InviteFault.AuditChainBroken"/>: an entry was changed, removed or put in; its target is the number of the first such.
    /// </exception>
    public bool Take(IReadOnlyList<AuditEntry> stretch)
    {
        foreach (AuditEntry entry in stretch)
        {
            long number = (_last?.Number ?? 0) + 1;
            _hash = AuditChain.HashOf(_hash, entry);
            if (entry.Number != number || !entry.Hash.Span.SequenceEqual(_hash))
            {
                throw Broken(Math.Min(number, entry.Number));
            }

            _isFound = _isFound || IsHead(expectedHead!, _hash);
            _last = entry;
        }

        return stretch.Count == Stretch;
    }

    /// <summary>What the chain is, after its last entry.</summary>
    /// <exception cref="InviteException"><see cref="InviteFault.AuditHeadNotFound"/>: it is whole, and has no entry with the expected hash.</exception>
    public AuditVerification Finish()
    {
        var verified = new AuditVerification(_last?.Number ?? 0, Convert.ToHexStringLower(_hash), _last?.At);
        return _isFound ? verified : throw new InviteException(
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
