using InvitesApi.Server.Faults;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Storage;
using Microsoft.Extensions.Logging;

namespace InvitesApi.Server.Accounts;

/// <summary>
/// Turns invites into accounts, exactly as often as they may be used: a use is begun, the account is made, and the use is ended or given back.
/// Where nobody knows what became of the account, <see cref="UseSettler"/> finds out.
/// </summary>
public sealed partial class Registrar(
    IInviteDatabase database, IAccountServer accounts, PasswordRules passwords, TimeProvider time, ILogger log)
{
    /// <summary>How long a use may take. After that anybody may settle it.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    // What the server is asked for must have come to an end within the lease: with less left, as after a pause of this process, it isn't asked.
    private static readonly TimeSpan LeastLeft = TimeSpan.FromSeconds(30);

    private readonly ContactMaker _contacts = new(database, accounts, log);

    /// <summary>Who made the account, for the history of the invite.</summary>
    public const string Actor = "register_web";

    /// <summary>Whether the account server can do what an invite is for, as far as is known before it is asked.</summary>
    /// <param name="invite">The invite.</param>
    public bool Offers(Invite invite)
    {
        ArgumentNullException.ThrowIfNull(invite);
        AccountServerAbilities can = accounts.Abilities;
        return invite.Kind == InviteKind.Reset
            ? can.HasFlag(AccountServerAbilities.SetPassword)
                || (database.IsServersOwn && can.HasFlag(AccountServerAbilities.SetPasswordByInvite))
            : invite.Terms.MakesAccount && can.HasFlag(AccountServerAbilities.Create);
    }

    /// <summary>Makes the account of an invite, or sets the password of a reset.</summary>
    /// <param name="request">Who wants what.</param>
    /// <param name="cancellation">Gives up before anything was begun; what was begun is ended.</param>
    public async ValueTask<RegistrationAnswer> RegisterAsync(RegistrationRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        Invite? invite = await database.FindInviteAsync(request.Token, cancellation);
        if (invite is null || invite.VirtualHost != request.VirtualHost || invite.State(time.GetUtcNow()) != InviteState.Pending)
        {
            return new RegistrationAnswer(RegistrationVerdict.InviteGone);
        }

        string wanted = invite.Kind == InviteKind.Reset ? invite.Terms.Username! : request.Username;
        if (AccountName.Check(wanted, out string username) != AccountNameVerdict.Good)
        {
            return new RegistrationAnswer(RegistrationVerdict.NameInvalid, invite);
        }

        PasswordVerdict judged = passwords.Check(request.Password, username, invite.VirtualHost, out string password);
        if (judged != PasswordVerdict.Good)
        {
            return new RegistrationAnswer(RegistrationVerdict.PasswordRefused, invite, username, judged);
        }

        if (await RefuseNameAsync(invite, username, cancellation) is { } refusal)
        {
            return new RegistrationAnswer(refusal, invite, username);
        }

        DateTimeOffset until = time.GetUtcNow() + Lease;
        UseAnswer begun = await database.BeginUseAsync(invite.Token, username, until - Lease, until, cancellation);
        return begun.Use is { } use
            ? new RegistrationAnswer(await CarryOutAsync(use, until, password), invite, username)
            : new RegistrationAnswer(Refusal(begun.Verdict), invite, username);
    }

    // A name is free when its use begins: if it is taken when a use that was left open is settled, this use has taken it.
    private async ValueTask<RegistrationVerdict?> RefuseNameAsync(Invite invite, string username, CancellationToken cancellation)
    {
        UseVerdict judged = UseRules.Judge(invite, username, time.GetUtcNow());
        if (judged != UseVerdict.Begun)
        {
            return Refusal(judged);
        }

        if (invite.Kind == InviteKind.Reset || !accounts.Abilities.HasFlag(AccountServerAbilities.Find))
        {
            return null;
        }

        AccountResult found = await accounts.FindAsync(invite.VirtualHost, username, cancellation);
        if (found.Outcome == AccountOutcome.NameFree)
        {
            return null;
        }

        LogRefused(log, accounts.Location, found.Outcome, found.Detail);
        return found.IsUncertain ? RegistrationVerdict.Unavailable : Verdict(found.Outcome);
    }

    // From here on the client's patience does not count: what was begun must come to an end.
    private async Task<RegistrationVerdict> CarryOutAsync(InviteUse use, DateTimeOffset until, string password)
    {
        bool ended = false;
        bool isDone = false;
        try
        {
            AccountResult result = Without(password, await AskAsync(use, until, password));
            isDone = result.IsDone;
            if (result.IsUncertain)
            {
                LogUncertain(log, accounts.Location, result.Detail);
                ended = true; // by the settler
                return RegistrationVerdict.Unknown;
            }

            if (!result.IsDone)
            {
                LogRefused(log, accounts.Location, result.Outcome, result.Detail);
            }
            else if (!await _contacts.MakeAsync(use, CancellationToken.None))
            {
                ended = true; // by the settler, once the contacts are made
                return RegistrationVerdict.Done;
            }

            ended = await database.EndUseAsync(use, result.IsDone, Actor, time.GetUtcNow(), CancellationToken.None);
            return Verdict(result.Outcome);
        }
        catch (InviteException fault) when (isDone)
        {
            // The account is there, and its holder must hear of it. The settler ends the use.
            LogStorage(log, fault.Fault, fault.Message);
            return RegistrationVerdict.Done;
        }
        finally
        {
            if (!ended)
            {
                LogUnended(log);
            }
        }
    }

    // A server may repeat what it was sent, and its words go to the log.
    private static AccountResult Without(string password, AccountResult result) =>
        result.Detail.Contains(password.Trim(), StringComparison.Ordinal) ? new AccountResult(result.Outcome) : result;

    private async Task<AccountResult> AskAsync(InviteUse use, DateTimeOffset until, string password)
    {
        var request = new AccountRequest
        {
            VirtualHost = use.Invite.VirtualHost,
            Username = use.Username,
            Password = password,
            InviteToken = database.IsServersOwn ? use.AccountToken : null,
            IsTokenRequired = database.IsServersOwn,
        };
        if (use.Invite.Kind == InviteKind.Reset)
        {
            AccountResult reset = await accounts.SetPasswordAsync(request, CancellationToken.None);

            // To set the same password twice does no harm, so the holder may try again.
            return reset.IsUncertain ? new AccountResult(AccountOutcome.Unreachable, reset.Detail) : reset;
        }

        return time.GetUtcNow() + LeastLeft < until
            ? await accounts.CreateAsync(request, CancellationToken.None)
            : new AccountResult(AccountOutcome.Unreachable, "There was too little time left to ask, as after a pause of this process.");
    }

    private static RegistrationVerdict Refusal(UseVerdict verdict) => verdict switch
    {
        UseVerdict.MakesNoAccount => RegistrationVerdict.MakesNoAccount,
        UseVerdict.OtherName => RegistrationVerdict.OtherName,
        UseVerdict.NameReserved => RegistrationVerdict.NameTaken,
        _ => RegistrationVerdict.InviteGone,
    };

    private static RegistrationVerdict Verdict(AccountOutcome outcome) => outcome switch
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

    [LoggerMessage(LogLevel.Warning, "{Server} made no account and set no password: {Outcome}. {Detail}")]
    private static partial void LogRefused(ILogger log, string server, AccountOutcome outcome, string detail);

    [LoggerMessage(LogLevel.Warning, "{Server} did not say whether it made an account; that will be found out. {Detail}")]
    private static partial void LogUncertain(ILogger log, string server, string detail);

    [LoggerMessage(LogLevel.Error, "An account was made, and it could not be noted: {Fault}. {Reason}")]
    private static partial void LogStorage(ILogger log, InviteFault fault, string reason);

    [LoggerMessage(LogLevel.Error, "A use of an invite could not be ended; that will be found out.")]
    private static partial void LogUnended(ILogger log);
}
