using InvitesApi.Server.Invites;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>The SQL that reads invites.</summary>
internal static class InviteTable
{
    /// <summary>The invite that a token stands for, or null.</summary>
    public static Invite? Find(SqliteConnection connection, InviteTokenCipher cipher, string token) =>
        FindNumber(connection, cipher, token) is { } number ? Get(connection, cipher, number) : null;

    /// <summary>The invite of a row.</summary>
    public static Invite? Get(SqliteConnection connection, InviteTokenCipher cipher, long number)
    {
        using SqliteCommand select = connection.Command(InviteRow.Select + "WHERE invite.number = $number", ("$number", number));
        using SqliteDataReader row = select.ExecuteReader();
        return row.Read() ? InviteRow.Read(row, cipher) : null;
    }

    /// <summary>The number of the row that a token stands for, or null.</summary>
    public static long? FindNumber(SqliteConnection connection, InviteTokenCipher cipher, string token)
    {
        if (cipher.TryReadNumber(token, out long number)
            && connection.Scalar("SELECT nonce FROM invite WHERE number = $number", ("$number", number)) is byte[] nonce
            && cipher.Matches(token, number, nonce))
        {
            return number;
        }

        return connection.Scalar("SELECT invite FROM foreign_token WHERE token = $token", ("$token", token)) as long?;
    }

    /// <summary>A stretch of invites, newest first.</summary>
    public static InviteBatch<Invite> List(
        SqliteConnection connection, InviteTokenCipher cipher, InviteFilter filter, long? from, int most)
    {
        using SqliteCommand select = connection.Command(
            $"""
            {InviteRow.Select}
            WHERE invite.number <= $from
              AND ($host IS NULL OR virtual_host.name = $host)
              AND ($kind IS NULL OR kind = $kind)
              AND {(filter.Username is null ? "$username IS NULL" : "(username = $username OR contact = $username)")}
              AND {InviteSql.Condition(filter.State)}
            ORDER BY invite.number DESC LIMIT $most
            """,
            ("$from", from ?? long.MaxValue),
            ("$host", filter.VirtualHost),
            ("$kind", filter.Kind is { } kind ? (long)kind : null),
            ("$username", filter.Username),
            ("$now", filter.Now.ToUnixTimeSeconds()),
            ("$most", most));

        var invites = new List<Invite>(most);
        long last = 0;
        using SqliteDataReader row = select.ExecuteReader();
        while (row.Read())
        {
            last = InviteRow.Number(row);
            invites.Add(InviteRow.Read(row, cipher));
        }

        return new InviteBatch<Invite>(invites, invites.Count == most && last > 1 ? last - 1 : null);
    }

    /// <summary>The secret that tokens of this database are made with.</summary>
    public static byte[] TokenSecret(SqliteConnection connection) =>
        (byte[])connection.Scalar("SELECT value FROM setting WHERE name = 'token_secret'")!;
}
