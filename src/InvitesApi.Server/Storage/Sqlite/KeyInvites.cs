using InvitesApi.Server.Invites;
using InvitesApi.Server.Keys;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>The SQL of all invites of a key: those that it made, and those that were imported and name it as their source.</summary>
internal static class KeyInvites
{
    /// <summary>Takes imported invites for those of a key that has come after them. There is an index of invites that wait for their key.</summary>
    public const string Adopt =
        "UPDATE invite SET key = $key WHERE host = $host AND source = $source AND key IS NULL AND nonce IS NULL RETURNING number";

    /// <summary>Counts all invites of a key as such of one that has a limit on pending ones.</summary>
    public const string Count = $"INSERT INTO counted_invite (invite, key) SELECT number, key FROM invite WHERE {OfKey} ON CONFLICT DO NOTHING";

    /// <summary>Takes back the pending invites of a key, and those in use, which would be pending again if their use failed.</summary>
    public const string Revoke = $"""
        UPDATE invite SET revoked_at = $now
        WHERE {OfKey} AND {InviteSql.Alive} AND ({InviteSql.Unspent} OR number IN (SELECT invite FROM reservation))
        RETURNING number
        """;

    // Numbers only grow: none is lower than what was the next when the key was made.
    private const string OfKey = "number >= (SELECT first_invite FROM api_key WHERE api_key.number = $key) AND key = $key";

    /// <summary>The key in use that an invite from elsewhere names as its source; null where there is none.</summary>
    public static KeyRow? OwnerOf(SqliteConnection connection, Invite invite) =>
        InviteRow.KeyIdOf(invite) is { } id ? KeyTable.FindInUse(connection, invite.VirtualHost, id) : null;

    /// <summary>Whether there are imported invites whose key is not there.</summary>
    public static bool AreWaiting(SqliteConnection connection) =>
        connection.Scalar("SELECT 1 FROM invite WHERE nonce IS NULL AND key IS NULL AND source IS NOT NULL LIMIT 1") is not null;

    /// <summary>Takes the imported invites that wait for a key for its own.</summary>
    /// <param name="connection">The connection, in the transaction that stores the key.</param>
    /// <param name="number">The number of the key's row.</param>
    /// <param name="host">That of its host's.</param>
    /// <param name="key">The key.</param>
    public static void TakeWaiting(SqliteConnection connection, long number, long host, ApiKey key)
    {
        List<long> taken = connection.Rows(
            Adopt, InviteRow.Number, ("$key", number), ("$host", host), ("$source", InviteRow.KeySource + key.Id));
        if (taken.Count == 0)
        {
            return;
        }

        connection.Run(
            "UPDATE api_key SET first_invite = min(first_invite, $first) WHERE number = $key", ("$first", taken.Min()), ("$key", number));
        if (key.Limits.MaxPending is not null)
        {
            CountAll(connection, number);
        }
    }

    /// <summary>Counts the invites that a key has, as it has a limit on pending ones now.</summary>
    public static void CountAll(SqliteConnection connection, long key) => connection.Run(Count, ("$key", key));

    /// <summary>Counts an invite that was imported, if its key has a limit on pending ones.</summary>
    public static void CountCopy(SqliteConnection connection, KeyRow? owner, long invite)
    {
        if (owner?.Key.Limits.MaxPending is not null)
        {
            connection.Run("INSERT INTO counted_invite (invite, key) VALUES ($invite, $key)", ("$invite", invite), ("$key", owner.Number));
        }
    }

    /// <summary>Takes back the invites of a key, and notes it in their history.</summary>
    /// <param name="connection">The connection, in the transaction that removes the key.</param>
    /// <param name="key">The number of the key's row.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="at">When, in seconds since 1970.</param>
    /// <returns>How many.</returns>
    public static long RevokeAll(SqliteConnection connection, long key, string actor, long at)
    {
        List<long> revoked = connection.Rows(Revoke, InviteRow.Number, ("$key", key), ("$now", at));
        using SqliteCommand note = connection.Command(
            "INSERT INTO invite_event (invite, action, at, actor) VALUES ($invite, $action, $now, $actor)",
            ("$invite", null),
            ("$action", (long)InviteAction.Revoked),
            ("$now", at),
            ("$actor", actor));
        foreach (long invite in revoked)
        {
            note.Parameters["$invite"].Value = invite;
            note.ExecuteNonQuery();
        }

        return revoked.Count;
    }
}
