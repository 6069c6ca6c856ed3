namespace InvitesApi.Server.Xmpp.Components;

/// <summary>
/// The rules behind the component: they make the invites that users of an XMPP server ask for in their clients. Who may ask was judged
/// before (<see cref="ComponentAccess"/>).
/// </summary>
public interface IComponentInvites
{
    /// <summary>Makes an invite to become a contact of a user.</summary>
    /// <param name="virtualHost">The user's domain, one of those that the component serves.</param>
    /// <param name="username">The user's name.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask<ComponentInviteAnswer> CreateContactInviteAsync(string virtualHost, string username, CancellationToken cancellation);

    /// <summary>Makes an invite to make an account.</summary>
    /// <param name="order">What was asked for.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask<ComponentInviteAnswer> CreateAccountInviteAsync(AccountInviteOrder order, CancellationToken cancellation);
}
