using InvitesApi.Server.Invites;
using InvitesApi.Server.Storage;
using Microsoft.Extensions.Logging;

namespace InvitesApi.Server.Accounts;

/// <summary>
/// Settles the uses of invites that nobody has ended in their time, because a process died or the XMPP server went silent: by whether the
/// account is there. Those who shall be contacts become it before. Rounds come one after another, never two at once.
/// </summary>
public sealed class UseSettler(IInviteDatabase database, IAccountServer accounts, TimeProvider time, ILogger log)
{
    // A host whose server is slow holds up no other.
    private const int HostsAtOnce = 4;

    // What is left then is looked at first in the next round, which begins every minute.
    private static readonly TimeSpan LongestRound = TimeSpan.FromSeconds(50);

    private readonly ContactMaker _contacts = new(database, accounts, log);
    private readonly MissingGroupsLog _missingGroups = new(database, accounts.Location, log);
    private readonly SettlerMemory _memory = new();
    private readonly StillOpenLog _stillOpen = new(accounts.Location, log);

    /// <summary>What this process knows of uses that have begun; to be shared with <see cref="Registrar"/>.</summary>
    internal OpenUses Uses { get; init; } = new();

    /// <summary>Does a round: settles those whose time is over. What can't be found out now is left for the next.</summary>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>How many were settled.</returns>
    public async ValueTask<int> SettleAsync(CancellationToken cancellation)
    {
        IReadOnlyList<InviteUse> overdue = await database.ListOverdueUsesAsync(time.GetUtcNow(), cancellation);
        IReadOnlyList<IReadOnlyList<InviteUse>> hosts = _memory.Begin([.. overdue.Where(use => !Uses.IsInFlight(use))]);
        using var limit = new CancellationTokenSource(LongestRound, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        int settled = 0;
        try
        {
            await Parallel.ForEachAsync(
                hosts,
                new ParallelOptions { MaxDegreeOfParallelism = HostsAtOnce, CancellationToken = either.Token },
                async (uses, token) => Interlocked.Add(ref settled, await SettleHostAsync(uses, token)));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The round was long enough.
        }

        _stillOpen.EndRound();
        return settled;
    }

    private async Task<int> SettleHostAsync(IReadOnlyList<InviteUse> uses, CancellationToken cancellation)
    {
        int settled = 0;
        foreach (InviteUse use in uses)
        {
            _memory.Looked(use);
            (bool isSettled, AccountResult? open) = await SettleAsync(use, cancellation);
            settled += isSettled ? 1 : 0;
            if (open is null)
            {
                continue;
            }

            _stillOpen.Note(use.Invite.VirtualHost, open);
            if (open.Outcome is AccountOutcome.Unreachable or AccountOutcome.Unanswered or AccountOutcome.TooMany or AccountOutcome.NotTrusted)
            {
                break; // it would say the same to the others, or be silent as long
            }
        }

        return settled;
    }

    // Whether it was settled, and else why it could not be, if anything was in the way.
    private async Task<(bool IsSettled, AccountResult? Open)> SettleAsync(InviteUse use, CancellationToken cancellation)
    {
        bool tookPlace;
        try
        {
            (bool? found, AccountResult? open) = await TookPlaceAsync(use, cancellation);
            if (found is not { } known)
            {
                return (false, open);
            }

            tookPlace = known;
            Uses.Note(use, tookPlace); // the server is not asked again, however long the rest takes
            if (tookPlace && await _contacts.MakeAsync(use, cancellation) is { } later)
            {
                return (false, later);
            }
        }
        catch (OperationCanceledException)
        {
            _stillOpen.Note(use.Invite.VirtualHost, new AccountResult(AccountOutcome.Unanswered, "It was silent for too long."));
            throw;
        }

        bool isSettled = await database.EndUseAsync(use, tookPlace, Registrar.Actor, time.GetUtcNow(), cancellation);
        Uses.Forget(use);
        return (isSettled, null);
    }

    private async Task<(bool? TookPlace, AccountResult? Open)> TookPlaceAsync(InviteUse use, CancellationToken cancellation)
    {
        if (Uses.Find(use) is { } known)
        {
            return (known, null);
        }

        if (use.IsRedeemed == true)
        {
            return (true, null); // the token was for this account alone, and only the server that makes it takes it
        }

        if (use.Invite.Kind == InviteKind.Reset)
        {
            return (false, null); // the holder may set the password once more, which does no harm
        }

        AccountResult found = accounts.Abilities.HasFlag(AccountServerAbilities.Find)
            || accounts.Abilities.HasFlag(AccountServerAbilities.FindSparingly)
            ? await accounts.FindAsync(use.Invite.VirtualHost, use.Username, cancellation)
            : new AccountResult(AccountOutcome.NotSupported);
        if (found.Outcome == AccountOutcome.NameTaken)
        {
            _missingGroups.Made(use.Invite);
            return (true, null);
        }

        return found.Outcome switch
        {
            AccountOutcome.NameFree => (Without(use), null),
            AccountOutcome.NotSupported when use.IsRedeemed is null => (true, null), // rather an invite too few than an account too many
            AccountOutcome.NotSupported => (Without(use), null), // and its token has not been taken
            _ => (null, found),
        };
    }

    // A server whose user store fails for a moment says that an account is not there: it is believed the second time, a round later.
    private bool? Without(InviteUse use) => _memory.IsStillWithout(use) ? false : null;
}
