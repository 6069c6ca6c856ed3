using InvitesApi.Server.Faults;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Keys;

namespace InvitesApi.Server.Storage;

/// <summary>
/// Where keys and invites are kept. Any number of processes may share one; what one of them has committed counts in all others
/// at their next call. Names of hosts come in the form of <see cref="VirtualHosts.VirtualHostName.Normalize"/>. Every member
/// may throw an <see cref="InviteException"/> with one of the <c>Database…</c> faults.
/// </summary>
public interface IInviteDatabase : IDisposable
{
    /// <summary>Where it is, to show to people: a path or a URI without secrets.</summary>
    string Location { get; }

    /// <summary>Stores a key, unless its host has one with the same id.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Whether it was stored; false: the id is taken.</returns>
    ValueTask<bool> TryAddKeyAsync(NewApiKey key, CancellationToken cancellation);

    /// <summary>The keys that may be used, oldest first, as they were at one moment.</summary>
    /// <param name="filter">Which of them.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask<IReadOnlyList<ApiKey>> ListKeysAsync(ApiKeyFilter filter, CancellationToken cancellation);

    /// <summary>Revokes a key.</summary>
    /// <param name="virtualHost">Its host.</param>
    /// <param name="id">Its id.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Whether there was one.</returns>
    ValueTask<bool> TryRemoveKeyAsync(string virtualHost, string id, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>
    /// Judges the key by <see cref="KeyRules"/> and stores the invite, both in one transaction: no key that was removed before it
    /// makes an invite after. When it returns a token, the invite is on disk.
    /// </summary>
    /// <param name="request">Who asks for what.</param>
    /// <returns>What became of it.</returns>
    ValueTask<InviteAnswer> CreateInviteAsync(in InviteRequest request);

    /// <summary>The invite that a token stands for.</summary>
    /// <param name="token">What a visitor sent: any text.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The invite, expired or not; null where there is none.</returns>
    ValueTask<Invite?> FindInviteAsync(string token, CancellationToken cancellation);

    /// <summary>Tries whether it can be written: something is, that changes nothing, as durably as an invite. Else it throws.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask ProbeAsync(CancellationToken cancellation);
}
