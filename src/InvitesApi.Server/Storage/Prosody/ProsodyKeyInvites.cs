using InvitesApi.Server.Invites;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Prosody;

/// <summary>The SQL of all invites of a key in our tables beside Prosody's: those that name it as their source, whoever made them.</summary>
internal static class ProsodyKeyInvites
{
    /// <summary>Counts the invites that a key has, as it has a limit on pending ones now.</summary>
    public static void CountAll(SqliteConnection connection, long key, string virtualHost, string id) => connection.Run(
        """
        INSERT INTO invitesapi_counted_invite (invite, key)
        SELECT number, $key FROM invitesapi_invite WHERE host = $host AND source = $source ON CONFLICT DO NOTHING
        """,
        ("$key", key),
        ("$host", virtualHost),
        ("$source", InviteRow.KeySource + id));

    /// <summary>Counts an invite that was imported, if its key has a limit on pending ones.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="number">The number of the invite's row.</param>
    /// <param name="invite">The invite.</param>
    public static void CountCopy(SqliteConnection connection, long number, Invite invite)
    {
        if (InviteRow.KeyIdOf(invite) is { } id
            && KeyExtras.Find(connection, invite.VirtualHost, id) is { Limits.MaxPending: not null } key)
        {
            connection.Run(
                "INSERT INTO invitesapi_counted_invite (invite, key) VALUES ($invite, $key)", ("$invite", number), ("$key", key.Number));
        }
    }

    /// <summary>The numbers of the pending invites of a key, and of those in use, which would be pending again if their use failed.</summary>
    /// <param name="connection">The connection. What Prosody made is noted.</param>
    /// <param name="virtualHost">The key's host.</param>
    /// <param name="id">Its id.</param>
    /// <param name="now">When.</param>
    public static List<long> ToRevoke(SqliteConnection connection, string virtualHost, string id, DateTimeOffset now) => connection.Rows(
        $"""
        SELECT number FROM invitesapi_invite
        WHERE host = $host AND source = $source AND {InviteSql.Alive}
          AND ({InviteSql.Unspent} OR number IN (SELECT invite FROM invitesapi_reservation))
        """,
        InviteRow.Number,
        ("$host", virtualHost),
        ("$source", InviteRow.KeySource + id),
        ("$now", now.ToUnixTimeSeconds()));

    /// <summary>Takes invites back, and notes it in their history.</summary>
    /// <param name="connection">The connection, in a transaction.</param>
    /// <param name="numbers">Their numbers.</param>
    /// <param name="removal">How.</param>
    /// <returns>Those that were taken back: others have been used meanwhile.</returns>
    public static List<Invite> Revoke(SqliteConnection connection, IEnumerable<long> numbers, KeyRemoval removal)
    {
        var second = DateTimeOffset.FromUnixTimeSeconds(removal.At.ToUnixTimeSeconds());
        var revoked = new List<Invite>();
        foreach (long number in numbers)
        {
            // Prosody may have used it since it was looked at.
            if (InviteRecord.Get(connection, number) is { } noted
                && Noting.One(connection, noted.Invite.Token, second) is { Invite.RevokedAt: null } record
                && record.Invite.Uses == noted.Invite.Uses)
            {
                InviteRows.Replace(connection, record, record.Invite with { RevokedAt = second });
                EventTable.Add(connection, record.Number, InviteAction.Revoked, second, removal.Actor);
                revoked.Add(noted.Invite);
            }
        }

        return revoked;
    }
}
