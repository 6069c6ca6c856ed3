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

    /// <summary>Who made the account, for the history of the invite.</summary>
    public const string Actor = "register_web";

    /// <summary>What this process knows of uses that have begun; to be shared with <see cref="UseSettler"/>.</summary>
    internal OpenUses Uses { get; init; } = new();

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

        return new RegistrationAnswer(await UseAsync(invite.Token, username, password, cancellation), invite, username);
    }

    private async ValueTask<RegistrationVerdict> UseAsync(string token, string username, string password, CancellationToken cancellation)
    {
        if (!Uses.TryEnter())
        {
            return RegistrationVerdict.Unavailable; // this server stops
        }

        InviteUse? use = null;
        try
        {
            DateTimeOffset until = time.GetUtcNow() + Lease;
            UseAnswer begun = await database.BeginUseAsync(token, username, until - Lease, until, cancellation);
            use = begun.Use;
            if (use is null)
            {
                return Refusal(begun.Verdict);
            }

            Uses.Began(use);
            return await new UseCarrier(database, accounts, Uses, time, log).CarryOutAsync(use, until, password);
        }
        finally
        {
            Uses.Leave(use);
        }
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

        LogNotFree(log, accounts.Location, found.Outcome, found.Detail);
        return found.IsUncertain ? RegistrationVerdict.Unavailable : UseCarrier.Verdict(found.Outcome);
    }

    private static RegistrationVerdict Refusal(UseVerdict verdict) => verdict switch
    {
        UseVerdict.MakesNoAccount => RegistrationVerdict.MakesNoAccount,
        UseVerdict.OtherName => RegistrationVerdict.OtherName,
        UseVerdict.NameReserved => RegistrationVerdict.NameTaken,
        _ => RegistrationVerdict.InviteGone,
    };

    [LoggerMessage(LogLevel.Warning, "{Server} did not say that a name is free: {Outcome}. {Detail}")]
    private static partial void LogNotFree(ILogger log, string server, AccountOutcome outcome, string detail);
}
