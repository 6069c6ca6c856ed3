using System.Collections.Concurrent;
using InvitesApi.Server.Invites;

namespace InvitesApi.Server.Accounts;

/// <summary>What <see cref="UseSettler"/> remembers from round to round of the uses that it has looked at.</summary>
internal sealed class SettlerMemory
{
    private readonly ConcurrentDictionary<long, Look> _looks = new();
    private int _round;

    /// <summary>Begins a round.</summary>
    /// <param name="uses">The uses that are open; all others are forgotten.</param>
    /// <returns>The uses of each host, and the hosts, in turn: those that were looked at least lately come first.</returns>
    public IReadOnlyList<IReadOnlyList<InviteUse>> Begin(IReadOnlyList<InviteUse> uses)
    {
        _round++;
        var open = uses.Select(use => use.Number).ToHashSet();
        foreach (long number in _looks.Keys.Where(number => !open.Contains(number)))
        {
            _looks.TryRemove(number, out _);
        }

        return
        [
            .. uses.OrderBy(LastRound).ThenBy(use => use.Number)
                .GroupBy(use => use.Invite.VirtualHost, StringComparer.Ordinal)
                .Select(host => host.ToList()),
        ];
    }

    /// <summary>A use is looked at.</summary>
    public void Looked(InviteUse use) => Note(use, hasNone: false);

    /// <summary>No account is there for a use.</summary>
    /// <returns>Whether that was so in an earlier round too.</returns>
    public bool IsStillWithout(InviteUse use) => Note(use, hasNone: true).WithoutSince < _round;

    private int LastRound(InviteUse use) => _looks.TryGetValue(use.Number, out Look? last) ? last.Round : 0;

    private Look Note(InviteUse use, bool hasNone) => _looks.AddOrUpdate(
        use.Number,
        _ => new Look(_round, hasNone ? _round : null),
        (_, last) => new Look(_round, last.WithoutSince ?? (hasNone ? _round : null)));

    /// <summary>What was seen.</summary>
    /// <param name="Round">In which round it was looked at last.</param>
    /// <param name="WithoutSince">In which round it was first seen that no account is there; null: in none.</param>
    private sealed record Look(int Round, int? WithoutSince);
}
