namespace InvitesApi.Server.Accounts;

/// <summary>
/// Where accounts are made: an XMPP server, by whatever way it offers. Names of hosts come in the form of
/// <see cref="VirtualHosts.VirtualHostName.Normalize"/>, names of accounts in that of <see cref="AccountName.Normalize"/>. What the server
/// says, and that it says nothing, is a result; nothing but a cancellation is thrown. A call that was cancelled may have been carried
/// out, as one that ended with <see cref="AccountOutcome.Unanswered"/> may.
/// </summary>
public interface IAccountServer : IDisposable
{
    /// <summary>Where it is, to show to people: a URI without secrets.</summary>
    string Location { get; }

    /// <summary>What it can do. The other calls end with <see cref="AccountOutcome.NotSupported"/>.</summary>
    AccountServerAbilities Abilities { get; }

    /// <summary>Makes an account.</summary>
    /// <param name="request">Where, its name, its password, and the invite that it is made by.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask<AccountResult> CreateAsync(AccountRequest request, CancellationToken cancellation);

    /// <summary>Whether a name is taken.</summary>
    /// <param name="virtualHost">Where.</param>
    /// <param name="username">The name.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns><see cref="AccountOutcome.NameTaken"/>, <see cref="AccountOutcome.NameFree"/>, or why that isn't known.</returns>
    ValueTask<AccountResult> FindAsync(string virtualHost, string username, CancellationToken cancellation);

    /// <summary>Sets the password of an account that is there.</summary>
    /// <param name="request">Where, its name, its new password, and the reset invite that allows it.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask<AccountResult> SetPasswordAsync(AccountRequest request, CancellationToken cancellation);

    /// <summary>Makes two accounts of a host contacts of each other, both subscribed. Doing it twice does no harm.</summary>
    /// <param name="virtualHost">Where.</param>
    /// <param name="username">The one.</param>
    /// <param name="contact">The other.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask<AccountResult> MakeContactsAsync(string virtualHost, string username, string contact, CancellationToken cancellation);
}
