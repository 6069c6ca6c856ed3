namespace InvitesApi.Server.Invites;

/// <summary>What an invite may be used for. Stores ask inside the transaction that begins the use.</summary>
public static class UseRules
{
    /// <summary>Judges the wish to use an invite under a name.</summary>
    /// <param name="invite">The invite.</param>
    /// <param name="username">The name, in its one form.</param>
    /// <param name="now">When.</param>
    public static UseVerdict Judge(Invite invite, string username, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(invite);
        return invite.State(now) switch
        {
            InviteState.Revoked => UseVerdict.Revoked,
            InviteState.Used => UseVerdict.Used,
            InviteState.Expired => UseVerdict.Expired,
            _ when !invite.Terms.MakesAccount && invite.Kind != InviteKind.Reset => UseVerdict.MakesNoAccount,
            _ when invite.Terms.Username is { } preset && !string.Equals(preset, username, StringComparison.Ordinal) => UseVerdict.OtherName,
            _ => UseVerdict.Begun,
        };
    }
}
