using InvitesApi.Server.Faults;
using InvitesApi.Server.Invites;

namespace InvitesApi.Server.Storage;

/// <summary>What databases hand over to each other.</summary>
public interface IDataExchange
{
    /// <summary>The keys that may be used, oldest first.</summary>
    /// <param name="virtualHost">Of this host alone; null: of all.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask<IReadOnlyList<PortableKey>> ReadKeysAsync(string? virtualHost, CancellationToken cancellation);

    /// <summary>Stores a key from elsewhere, unless its host has one with the same id.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Whether it was stored; false: the id is taken.</returns>
    /// <exception cref="InviteException"><see cref="InviteFault.InviteApiKeyHashOnly"/>: the token itself would be needed here.</exception>
    ValueTask<bool> TryAddKeyAsync(PortableKey key, CancellationToken cancellation);

    /// <summary>Stores invites from elsewhere, with their tokens. When it returns, they are on disk.</summary>
    /// <param name="invites">The invites.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>What became of each, in the same order.</returns>
    ValueTask<IReadOnlyList<CopyVerdict>> AddCopiesAsync(
        IReadOnlyList<Invite> invites, DateTimeOffset now, CancellationToken cancellation);
}
