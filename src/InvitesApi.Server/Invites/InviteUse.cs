namespace InvitesApi.Server.Invites;

/// <summary>A use of an invite that has begun.</summary>
/// <param name="Number">What the store knows it by.</param>
/// <param name="Invite">The invite, as it was before.</param>
/// <param name="Username">The account that is to be made, or whose password is to be set, before the <c>@</c>.</param>
public sealed record InviteUse(long Number, Invite Invite, string Username)
{
    /// <summary>
    /// The token to show the XMPP server that makes the account (XEP-0445). It is the invite's, unless the database is the server's own: then it is
    /// one for this account alone.
    /// </summary>
    public string AccountToken { get; init; } = Invite.Token;

    /// <summary>
    /// Of one that nobody has ended in its time: whether the XMPP server has taken <see cref="AccountToken"/>, and so made the account;
    /// null where the database can't tell.
    /// </summary>
    public bool? IsRedeemed { get; init; }
}
