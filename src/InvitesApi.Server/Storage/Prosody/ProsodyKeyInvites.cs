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

    /// <summary>
    /// Takes back pending invites of a key, and those in use, which would be pending again if their use failed, and notes it in their history: as many
    /// as may be in one transaction.
    /// </summary>
    /// <param name="connection">The connection, in a transaction. What Prosody made is noted.</param>
    /// <param name="virtualHost">The key's host.</param>
    /// <param name="id">Its id.</param>
    /// <param name="removal">How.</param>
    /// <param name="revoked">Gets those that were taken back.</param>
    /// <returns>Whether there may be more.</returns>
    public static bool RevokeSome(SqliteConnection connection, string virtualHost, string id, KeyRemoval removal, List<Invite> revoked)
    {
        var second = DateTimeOffset.FromUnixTimeSeconds(removal.At.ToUnixTimeSeconds());
        using SqliteCommand select = connection.Command(
            $"""
            {InviteRecord.Select}
            WHERE host = $host AND source = $source AND {InviteSql.Alive}
              AND ({InviteSql.Unspent} OR number IN (SELECT invite FROM invitesapi_reservation))
            LIMIT $most
            """,
            ("$most", InviteRows.MostAtOnce),
            ("$host", virtualHost),
            ("$source", InviteRow.KeySource + id),
            ("$now", second.ToUnixTimeSeconds()));
        List<InviteRecord> found = InviteRecord.All(select);
        foreach (InviteRecord noted in found)
        {
            // Prosody may have used it meanwhile.
            if (Noting.One(connection, noted.Invite.Token, second) is { Invite.RevokedAt: null } record
                && record.Invite.Uses == noted.Invite.Uses)
            {
                InviteRows.Replace(connection, record, record.Invite with { RevokedAt = second });
                EventTable.Add(connection, record.Number, InviteAction.Revoked, second, removal.Actor);
                revoked.Add(noted.Invite);
            }
        }

        return found.Count == InviteRows.MostAtOnce;
    }
}
