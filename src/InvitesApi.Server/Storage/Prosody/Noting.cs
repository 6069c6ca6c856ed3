using InvitesApi.Server.Invites;
using InvitesApi.Server.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Prosody;

/// <summary>
/// Brings our table up to what Prosody did: notes the invites that it made, and that it used those whose rows are gone. What is looked for needs
/// no lock; what is found is written in short transactions.
/// </summary>
internal static class Noting
{
    // Others must not wait long for the lock.
    private const int MostAtOnce = 200;

    private const string Prosody = "prosody";

    // The hosts of which Prosody has stored something, for a recursive WITH: each is found by the index, whatever else there is.
    private const string Places = """
        place (host) AS (
          SELECT min("host") FROM "prosody"
          UNION ALL
          SELECT (SELECT min("host") FROM "prosody" WHERE "host" > place.host) FROM place WHERE place.host IS NOT NULL)
        """;

    // Only what the index has is read, and of each row that is not noted its number. What stands for a use that has begun is no invite.
    private const string NotNoted = """
        "store" = 'invite_token' AND "key" <> ''
        AND NOT EXISTS (SELECT 1 FROM invitesapi_invite WHERE token = "key")
        AND NOT EXISTS (SELECT 1 FROM invitesapi_reservation WHERE token = "key")
        """;

    /// <summary>Notes what Prosody made and used.</summary>
    /// <param name="connection">The connection, outside of a transaction.</param>
    /// <param name="virtualHost">At this host alone; null: at all.</param>
    /// <param name="now">When.</param>
    public static void All(SqliteConnection connection, string? virtualHost, DateTimeOffset now) =>
        Note(connection, virtualHost, now, "\"user\" IS NOT NULL");

    /// <summary>
    /// Notes what may have a preset name or had one: the rows of a host itself, which the index has together. Those of its accounts may be very many.
    /// </summary>
    /// <param name="connection">The connection, outside of a transaction.</param>
    /// <param name="virtualHost">The host.</param>
    /// <param name="now">When.</param>
    public static void Names(SqliteConnection connection, string virtualHost, DateTimeOffset now) =>
        Note(connection, virtualHost, now, "\"user\" = ''");

    /// <summary>
    /// Notes the invites at accounts that are not noted, at all hosts: the rows of contact invites that make no account. Each account is found by
    /// the index: ten thousand take some 15 ms.
    /// </summary>
    /// <param name="connection">The connection, outside of a transaction.</param>
    /// <returns>Whether there were rows to note.</returns>
    public static bool Accounts(SqliteConnection connection)
    {
        List<long> rows = Numbers(
            connection,
            $"""
            WITH RECURSIVE {Places},
            owner (host, user) AS (
              SELECT host, '' FROM place WHERE host IS NOT NULL
              UNION ALL
              SELECT owner.host, (SELECT min("user") FROM "prosody" WHERE "host" = owner.host AND "user" > owner.user)
              FROM owner WHERE owner.user IS NOT NULL)
            SELECT entry.rowid FROM owner
            CROSS JOIN "prosody" AS entry ON entry."host" = owner.host AND entry."user" = owner.user
            WHERE owner.user <> '' AND {NotNoted} AND $host IS NULL
            """,
            virtualHost: null);
        NoteRows(connection, rows);
        return rows.Count > 0;
    }

    /// <summary>
    /// Commits a transaction in which nothing was done but to note. Where that is lost it is noted again, so the disk isn't asked; whoever reads must not
    /// wait for one that can be read only.
    /// </summary>
    public static void Keep(SqliteTransaction transaction) => transaction.Commit();

    private static void NoteRows(SqliteConnection connection, IEnumerable<long> found)
    {
        foreach (long[] rows in found.Chunk(MostAtOnce))
        {
            using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
            Array.ForEach(rows, row => NoteRow(connection, row));
            Keep(transaction);
        }
    }

    private static void Note(SqliteConnection connection, string? virtualHost, DateTimeOffset now, string ofUser)
    {
        string atHost = virtualHost is null ? "$host IS NULL" : "\"host\" = $host";
        NoteRows(connection, Numbers(
            connection, $"SELECT rowid FROM \"prosody\" WHERE {atHost} AND {ofUser} AND {NotNoted} ORDER BY rowid", virtualHost));

        foreach (long[] numbers in Numbers(
            connection,
            $"""
            SELECT number FROM invitesapi_invite AS invite
            WHERE {atHost} AND standing = 1 AND NOT EXISTS (
              SELECT 1 FROM "prosody"
              WHERE "host" = invite.host AND "user" IN ('', invite.contact) AND "store" = 'invite_token' AND "key" = invite.token)
            """,
            virtualHost).Chunk(MostAtOnce))
        {
            using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
            Array.ForEach(numbers, number => Settle(connection, InviteRecord.Get(connection, number)!, now));
            Keep(transaction);
        }
    }

    /// <summary>The invite of a token as it is now, noted if it was not.</summary>
    /// <param name="connection">The connection, in a transaction that may write.</param>
    /// <param name="token">The token.</param>
    /// <param name="now">When.</param>
    /// <returns>The invite; null where there is none.</returns>
    public static InviteRecord? One(SqliteConnection connection, string token, DateTimeOffset now)
    {
        if (InviteRecord.Find(connection, token) is { } noted)
        {
            return Settle(connection, noted, now);
        }

        return FindRow(connection, token) is { } row && NoteRow(connection, row) ? InviteRecord.Find(connection, token) : null;
    }

    /// <summary>Whether the invite of a token must be noted, or what is noted of it is no longer so. Reads only.</summary>
    public static bool IsBehind(SqliteConnection connection, string token, InviteRecord? noted) => noted is null
        ? FindRow(connection, token) is not null
        : noted.IsStanding && !Placement.IsThere(connection, noted.Invite);

    private static InviteRecord Settle(SqliteConnection connection, InviteRecord noted, DateTimeOffset now)
    {
        if (!noted.IsStanding || Placement.IsThere(connection, noted.Invite))
        {
            return noted;
        }

        // What is found gone after its end may have been deleted for that. It can't be used any more, and is not said to have been.
        if (noted.Invite.ExpiresAt <= now)
        {
            InviteRecord.Update(connection, noted.Number, noted.Invite, isStanding: false);
            return noted with { IsStanding = false };
        }

        // Prosody deletes the rows of what it has used. What may be used any number of times it deletes for an administrator only.
        bool isUsed = noted.Invite.Terms.MaxUses is not null;
        var second = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
        Invite after = isUsed ? noted.Invite with { Uses = noted.Invite.Uses + 1 } : noted.Invite with { RevokedAt = second };
        InviteRecord.Update(connection, noted.Number, after, isStanding: false);
        EventTable.Add(connection, noted.Number, isUsed ? InviteAction.Used : InviteAction.Revoked, second, Prosody);
        return noted with { Invite = after, IsStanding = false };
    }

    private static bool NoteRow(SqliteConnection connection, long number)
    {
        using SqliteCommand select = connection.Command(
            $"""SELECT "host", "user", "key", "type", "value" FROM "prosody" WHERE rowid = $row AND {NotNoted}""", ("$row", number));
        using SqliteDataReader row = select.ExecuteReader();
        if (!row.Read())
        {
            return false;
        }

        (string host, string user, string token, string type, string value) =
            (row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4));
        Invite? made = (user.Length == 0, type) switch
        {
            (true, ProsodyTable.Json) => ProsodyInvite.Read(host, token, value),
            (false, ProsodyTable.Number) when ProsodyTable.Find(connection, host, ProsodyTable.Invites, token) is null
                && double.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out double expires) =>
                ProsodyInvite.ReadContact(host, user, token, expires),
            _ => null, // the second row of a contact invite comes with the first; others are none of ours
        };
        if (made is null)
        {
            return false;
        }

        InviteRecord.Add(connection, made, isStanding: true);
        return true;
    }

    // There is no index on tokens alone. Prosody has few hosts, and each is asked by the index; its accounts, which may be many, are the work of
    // AccountWalk. CROSS JOIN keeps SQLite from beginning with the other table.
    private static long? FindRow(SqliteConnection connection, string token) => token.Length == 0 ? null : connection.Scalar(
        $"""
        WITH RECURSIVE {Places}
        SELECT entry.rowid FROM place
        CROSS JOIN "prosody" AS entry ON entry."host" = place.host AND entry."user" = '' AND entry."store" = 'invite_token' AND entry."key" = $token
        WHERE NOT EXISTS (SELECT 1 FROM invitesapi_reservation WHERE token = $token)
        LIMIT 1
        """,
        ("$token", token)) as long?;

    private static List<long> Numbers(SqliteConnection connection, string sql, string? virtualHost)
    {
        var numbers = new List<long>();
        using SqliteCommand select = connection.Command(sql, ("$host", virtualHost));
        using SqliteDataReader row = select.ExecuteReader();
        while (row.Read())
        {
            numbers.Add(row.GetInt64(0));
        }

        return numbers;
    }
}
