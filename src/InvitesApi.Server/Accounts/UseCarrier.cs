using InvitesApi.Server.Faults;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Storage;
using Microsoft.Extensions.Logging;

namespace InvitesApi.Server.Accounts;

/// <summary>
/// Carries out a use that has begun: has the account made or the password set, and ends the use or gives it back. It is given back only where
/// nothing can have been done; where nobody knows, it stays open for <see cref="UseSettler"/>.
/// </summary>
internal sealed partial class UseCarrier(
    IInviteDatabase database, IAccountServer accounts, OpenUses uses, TimeProvider time, ILogger log)
{
    // What the server is asked for must have come to an end within the lease: with less left, as after a pause of this process, it isn't asked.
    private static readonly TimeSpan LeastLeft = TimeSpan.FromSeconds(30);

    private readonly ContactMaker _contacts = new(database, accounts, log);
    private readonly MissingGroupsLog _missingGroups = new(database, accounts.Location, log);

    /// <summary>Carries it out. The client's patience does not count: what was begun must come to an end.</summary>
    /// <param name="use">The use.</param>
    /// <param name="until">After when anybody may settle it.</param>
    /// <param name="password">The password of the account.</param>
    public async Task<RegistrationVerdict> CarryOutAsync(InviteUse use, DateTimeOffset until, string password)
    {
        // A server may repeat what it was sent, and its words go to the log.
        AccountResult result = (await AskAsync(use, until - LeastLeft, password)).Without(password.Trim());
        if (result.IsUncertain)
        {
            LogUncertain(log, accounts.Location, result.Detail);
            return use.Invite.Kind == InviteKind.Reset ? RegistrationVerdict.PasswordUnknown : RegistrationVerdict.Unknown;
        }

        uses.Note(use, result.IsDone);
        if (!result.IsDone)
        {
            LogRefused(log, accounts.Location, result.Outcome, result.Detail);
        }
        else
        {
            _missingGroups.Made(use.Invite);
            if (!await MakeContactsAsync(use))
            {
                return RegistrationVerdict.Done;
            }
        }

        await EndAsync(use, result.IsDone);
        return Verdict(result.Outcome);
    }

    /// <summary>What a visitor is told of an outcome.</summary>
    public static RegistrationVerdict Verdict(AccountOutcome outcome) => outcome switch
    {
        AccountOutcome.Done => RegistrationVerdict.Done,
        AccountOutcome.NameTaken => RegistrationVerdict.NameTaken,
        AccountOutcome.NameInvalid => RegistrationVerdict.NameInvalid,
        AccountOutcome.PasswordRefused => RegistrationVerdict.PasswordRefused,
        AccountOutcome.InviteRefused => RegistrationVerdict.InviteGone,
        AccountOutcome.AccountNotFound => RegistrationVerdict.AccountNotFound,
        AccountOutcome.TooMany or AccountOutcome.Unreachable or AccountOutcome.ServerFailed => RegistrationVerdict.Unavailable,
        _ => RegistrationVerdict.NotAllowed,
    };

    private async Task<AccountResult> AskAsync(InviteUse use, DateTimeOffset deadline, string password)
    {
        if (time.GetUtcNow() >= deadline)
        {
            return AccountResult.TooLate;
        }

        var request = new AccountRequest
        {
            VirtualHost = use.Invite.VirtualHost,
            Username = use.Username,
            Password = password,
            InviteToken = database.IsServersOwn ? use.AccountToken : null,
            IsTokenRequired = database.IsServersOwn,
            Deadline = deadline,
        };
        try
        {
            return use.Invite.Kind == InviteKind.Reset
                ? await accounts.SetPasswordAsync(request, uses.Abandoned)
                : await accounts.CreateAsync(request, uses.Abandoned);
        }
        catch (OperationCanceledException) when (uses.Abandoned.IsCancellationRequested)
        {
            return new AccountResult(AccountOutcome.Unanswered, "This server stopped before there was an answer.");
        }
    }

    // False: the settler ends the use, once they are made.
    private async Task<bool> MakeContactsAsync(InviteUse use)
    {
        try
        {
            if (await _contacts.MakeAsync(use, uses.Abandoned) is not { } open)
            {
                return true;
            }

            LogContactsLater(log, accounts.Location, open.ToString());
            return false;
        }
        catch (OperationCanceledException) when (uses.Abandoned.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task EndAsync(InviteUse use, bool isDone)
    {
        try
        {
            bool wasOpen = await database.EndUseAsync(use, isDone, Registrar.Actor, time.GetUtcNow(), CancellationToken.None);
            uses.Forget(use);
            if (!wasOpen && isDone)
            {
                LogSettledBefore(log, accounts.Location);
            }
        }
        catch (InviteException fault) when (isDone)
        {
            // The account is there, and its holder must hear of it.
            LogStorage(log, fault.Fault, fault.Message);
        }
        catch (InviteException)
        {
            LogUnended(log);
            throw;
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Server} made no account and set no password: {Outcome}. {Detail}")]
    private static partial void LogRefused(ILogger log, string server, AccountOutcome outcome, string detail);

    [LoggerMessage(LogLevel.Warning,
        "{Server} did not say whether it made an account or set a password. The use of the invite stays open until that is settled. {Detail}")]
    private static partial void LogUncertain(ILogger log, string server, string detail);

    [LoggerMessage(LogLevel.Warning, "{Server} did not make a new account and who invited it contacts of each other: {Reason}; that is tried again.")]
    private static partial void LogContactsLater(ILogger log, string server, string reason);

    [LoggerMessage(LogLevel.Error,
        "{Server} did what was asked so late that the use of the invite had been settled before. If it was given back then, the invite can be used "
        + "once more than it may.")]
    private static partial void LogSettledBefore(ILogger log, string server);

    [LoggerMessage(LogLevel.Error, "An account was made or a password set, and that could not be noted yet; it is tried again. {Fault}. {Reason}")]
    private static partial void LogStorage(ILogger log, InviteFault fault, string reason);

    [LoggerMessage(LogLevel.Error, "The use of an invite of which nothing came could not be given back yet; that is tried again.")]
    private static partial void LogUnended(ILogger log);
}
