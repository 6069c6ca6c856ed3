using InvitesApi.Server.Invites;
using InvitesApi.Server.Storage;
using Microsoft.Extensions.Logging;

namespace InvitesApi.Server.Accounts;

/// <summary>
/// Makes a new account and who invited it contacts of each other. It is done before the use of the invite is ended, so that what failed for a while,
/// or was cut off by the death of the process, is done again by <see cref="UseSettler"/>.
/// </summary>
internal sealed partial class ContactMaker(IInviteDatabase database, IAccountServer accounts, ILogger log)
{
    /// <summary>Makes the contacts that a use of an invite brings, if any.</summary>
    /// <param name="use">The use, whose account is there.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>Null: there is nothing more to be done; else why it is to be tried again.</returns>
    public async ValueTask<AccountResult?> MakeAsync(InviteUse use, CancellationToken cancellation)
    {
        if (use.Invite.Terms is not { Contact: { } contact, MakesAccount: true } || database.IsServersOwn)
        {
            return null; // a server that knows the invite does it by itself
        }

        if (!accounts.Abilities.HasFlag(AccountServerAbilities.MakeContacts))
        {
            LogNoContacts(log, accounts.Location, "it can't");
            return null;
        }

        AccountResult result = await accounts.MakeContactsAsync(use.Invite.VirtualHost, use.Username, contact, cancellation);
        if (result.Outcome is AccountOutcome.Unreachable or AccountOutcome.Unanswered or AccountOutcome.TooMany)
        {
            return result;
        }

        if (!result.IsDone)
        {
            LogNoContacts(log, accounts.Location, result.ToString());
        }

        return null;
    }

    [LoggerMessage(LogLevel.Warning, "{Server} did not make a new account and who invited it contacts of each other: {Reason}.")]
    private static partial void LogNoContacts(ILogger log, string server, string reason);
}
