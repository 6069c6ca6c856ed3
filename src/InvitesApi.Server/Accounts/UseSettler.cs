using InvitesApi.Server.Invites;
using InvitesApi.Server.Storage;
using Microsoft.Extensions.Logging;

namespace InvitesApi.Server.Accounts;

/// <summary>
/// Settles the uses of invites that nobody has ended in their time, because a process died or the XMPP server went silent: by whether the
/// account is there. Those who shall be contacts become it before.
/// </summary>
public sealed class UseSettler(IInviteDatabase database, IAccountServer accounts, TimeProvider time, ILogger log)
{
    private readonly ContactMaker _contacts = new(database, accounts, log);

    /// <summary>Settles those whose time is over. What can't be found out now is left for the next time.</summary>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>How many were settled.</returns>
    public async ValueTask<int> SettleAsync(CancellationToken cancellation)
    {
        int settled = 0;
        foreach (InviteUse use in await database.ListOverdueUsesAsync(time.GetUtcNow(), cancellation))
        {
            if (await TookPlaceAsync(use, cancellation) is { } tookPlace
                && (!tookPlace || await _contacts.MakeAsync(use, cancellation))
                && await database.EndUseAsync(use, tookPlace, Registrar.Actor, time.GetUtcNow(), cancellation))
            {
                settled++;
            }
        }

        return settled;
    }

    private async Task<bool?> TookPlaceAsync(InviteUse use, CancellationToken cancellation)
    {
        if (use.Invite.Kind == InviteKind.Reset)
        {
            return use.IsRedeemed ?? false; // the holder may set the password once more, which does no harm
        }

        if (accounts.Abilities.HasFlag(AccountServerAbilities.RedeemInvite) && use.IsRedeemed is { } isRedeemed)
        {
            return isRedeemed; // the token was for this account alone, and only the server that makes it takes it
        }

        AccountResult found = await accounts.FindAsync(use.Invite.VirtualHost, use.Username, cancellation);
        return found.Outcome switch
        {
            AccountOutcome.NameTaken => true,
            AccountOutcome.NameFree => false,
            AccountOutcome.NotSupported => use.IsRedeemed ?? true, // rather an invite too few than an account too many
            _ => null,
        };
    }
}
