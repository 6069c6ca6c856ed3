using InvitesApi.Server.Faults;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Keys;

namespace InvitesApi.Server.Storage;

/// <summary>
/// Where keys and invites are kept. Any number of processes may share one; what one of them has committed counts in all others
/// at their next call. Names of hosts come in the form of <see cref="VirtualHosts.VirtualHostName.Normalize"/>. Every member
/// may throw an <see cref="InviteException"/> with one of the <c>Database…</c> faults.
/// </summary>
public interface IInviteDatabase : IDataExchange, IAuditReader, IDisposable
{
    /// <summary>Where it is, to show to people: a path or a URI without secrets.</summary>
    string Location { get; }

    /// <summary>Whether the XMPP server keeps its own invites here too, and so knows their tokens and redeems them by itself.</summary>
    bool IsServersOwn { get; }

    /// <summary>Stores keys in one transaction. Those whose ids their hosts have already are left out.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Of each, whether it was stored: then it is on disk; false: the id is taken.</returns>
    ValueTask<IReadOnlyList<bool>> AddKeysAsync(IReadOnlyList<NewApiKey> keys, CancellationToken cancellation);

    /// <summary>Stores a key, unless its host has one with the same id.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Whether it was stored; false: the id is taken.</returns>
    async ValueTask<bool> TryAddKeyAsync(NewApiKey key, CancellationToken cancellation) => (await AddKeysAsync([key], cancellation))[0];

    /// <summary>The keys, oldest first, as they were at one moment.</summary>
    /// <param name="filter">Which of them.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask<IReadOnlyList<ApiKey>> ListKeysAsync(ApiKeyFilter filter, CancellationToken cancellation);

    /// <summary>A key and what it has made so far. One that was removed is found where none is in use.</summary>
    /// <param name="virtualHost">Its host.</param>
    /// <param name="id">Its id.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The key; null where there was never one.</returns>
    ValueTask<KeyStanding?> FindKeyAsync(string virtualHost, string id, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>Changes a key, or gives it a new token, in one transaction.</summary>
    /// <param name="virtualHost">Its host.</param>
    /// <param name="id">Its id.</param>
    /// <param name="change">What to change.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The key as it is now; null where there is none.</returns>
    ValueTask<ApiKey?> ChangeKeyAsync(string virtualHost, string id, KeyChange change, CancellationToken cancellation);

    /// <summary>Revokes a key, and its pending invites where that is wished, in one transaction. The key stays for the history.</summary>
    /// <param name="virtualHost">Its host.</param>
    /// <param name="id">Its id.</param>
    /// <param name="removal">How.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>How many invites were taken back; null: there is no such key.</returns>
    ValueTask<long?> RemoveKeyAsync(string virtualHost, string id, KeyRemoval removal, CancellationToken cancellation);

    /// <summary>Revokes a key.</summary>
    /// <param name="virtualHost">Its host.</param>
    /// <param name="id">Its id.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Whether there was one.</returns>
    async ValueTask<bool> TryRemoveKeyAsync(string virtualHost, string id, DateTimeOffset now, CancellationToken cancellation) =>
        await RemoveKeyAsync(virtualHost, id, new KeyRemoval(now, string.Empty, RevokesInvites: false), cancellation) is not null;

    /// <summary>Judges a key by <see cref="KeyRules"/> for something that stores no invite with it, and notes its use.</summary>
    /// <param name="use">What was presented, and for what.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask<KeyAnswer> JudgeKeyAsync(KeyUse use, CancellationToken cancellation);

    /// <summary>
    /// Judges the key by <see cref="KeyRules"/> and stores the invite, both in one transaction: no key that was removed before it
    /// makes an invite after. When it returns a token, the invite is on disk.
    /// </summary>
    /// <param name="request">Who asks for what.</param>
    /// <returns>What became of it.</returns>
    ValueTask<InviteAnswer> CreateInviteAsync(in InviteRequest request);

    /// <summary>Stores invites, all or none. When it returns, they are on disk.</summary>
    /// <param name="invites">What each lets its holder do, checked by <see cref="InviteRules"/>.</param>
    /// <param name="source">Who makes them.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The invites, in the same order.</returns>
    /// <exception cref="Faults.InviteException">
    /// <see cref="Faults.InviteFault.InviteUsernameReserved"/>: a pending invite has a preset name already.
    /// </exception>
    ValueTask<IReadOnlyList<Invite>> AddInvitesAsync(
        IReadOnlyList<InviteTerms> invites, string source, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>The invite that a token stands for.</summary>
    /// <param name="token">What a visitor sent: any text.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The invite, whatever its state; null where there is none.</returns>
    ValueTask<Invite?> FindInviteAsync(string token, CancellationToken cancellation);

    /// <summary>A stretch of the invites, newest first. It holds nothing between two calls.</summary>
    /// <param name="filter">Which of them.</param>
    /// <param name="from">Where it begins: <see cref="InviteBatch{T}.Next"/> of the stretch before; null: with the newest.</param>
    /// <param name="most">How many at the most.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask<InviteBatch<Invite>> ListInvitesAsync(InviteFilter filter, long? from, int most, CancellationToken cancellation);

    /// <summary>Changes an invite and notes it in its history, in one transaction.</summary>
    /// <param name="token">Its token.</param>
    /// <param name="change">What to change.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The invite as it is now; null where there is none, or where <see cref="InviteChange.By"/> is not good any more.</returns>
    ValueTask<Invite?> ChangeInviteAsync(string token, InviteChange change, CancellationToken cancellation);

    /// <summary>Forgets invites, with their history, whose end (expiry, last use or revocation) was before a moment.</summary>
    /// <param name="before">The moment.</param>
    /// <param name="virtualHost">Of this host alone; null: of all.</param>
    /// <param name="cancellation">Ends the work; what was forgotten before stays so.</param>
    /// <returns>How many.</returns>
    ValueTask<long> ForgetInvitesAsync(DateTimeOffset before, string? virtualHost, CancellationToken cancellation);

    /// <summary>
    /// Begins a use of an invite: judges it, counts the use and keeps the name for it, in one transaction. Whoever begins one ends it with
    /// <see cref="EndUseAsync"/>.
    /// </summary>
    /// <param name="token">The invite's token: any text.</param>
    /// <param name="username">The account that is to be made, or whose password is to be set, in the form of <see cref="Accounts.AccountName"/>.</param>
    /// <param name="now">When.</param>
    /// <param name="until">After when anybody may end it, as who began it must have died.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask<UseAnswer> BeginUseAsync(
        string token, string username, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellation);

    /// <summary>Ends a use: it took place, and is noted in the invite's history; or it did not, and the invite is as it was before.</summary>
    /// <param name="use">The use.</param>
    /// <param name="tookPlace">Whether the account was made, or the password set.</param>
    /// <param name="actor">How, for the history.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Whether it was still to be ended.</returns>
    ValueTask<bool> EndUseAsync(InviteUse use, bool tookPlace, string actor, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>The uses that nobody has ended in their time.</summary>
    /// <param name="now">When.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask<IReadOnlyList<InviteUse>> ListOverdueUsesAsync(DateTimeOffset now, CancellationToken cancellation);

    /// <summary>What happened to an invite after it was made, oldest first.</summary>
    /// <param name="invite">The invite.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask<IReadOnlyList<InviteEvent>> ListEventsAsync(Invite invite, CancellationToken cancellation);

    /// <summary>Keeps what links to a host's invites are made of, for shells to show them.</summary>
    /// <param name="virtualHost">The host.</param>
    /// <param name="links">What they are made of.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask SetLinksAsync(string virtualHost, HostLinks links, CancellationToken cancellation);

    /// <summary>What links to a host's invites are made of; null where no server has served it yet.</summary>
    /// <param name="virtualHost">The host.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask<HostLinks?> FindLinksAsync(string virtualHost, CancellationToken cancellation);

    /// <summary>Tries whether it can be written: something is, that changes nothing, as durably as an invite. Else it throws.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask ProbeAsync(CancellationToken cancellation);
}
