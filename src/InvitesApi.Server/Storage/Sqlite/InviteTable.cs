using InvitesApi.Server.Invites;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>The SQL that reads invites. <see cref="InviteAppender"/> writes them.</summary>
internal static class InviteTable
{
    // Prosody's words for an invite that was made with a key; its id follows.
    private const string KeySource = "api/token/";

    /// <summary>The invite that a token stands for, or null.</summary>
    public static Invite? Find(SqliteConnection connection, InviteTokenCipher cipher, string token)
    {
        if (!cipher.TryReadNumber(token, out long number))
        {
            return null;
        }

        using SqliteCommand select = connection.CreateCommand();
        select.CommandText = """
            SELECT nonce, kind, virtual_host.name, api_key.id, invite.created_at, expires_at
            FROM invite
            JOIN virtual_host ON virtual_host.number = invite.host
            LEFT JOIN api_key ON api_key.number = invite.key
            WHERE invite.number = $number
            """;
        select.Parameters.AddWithValue("$number", number);
        using SqliteDataReader row = select.ExecuteReader();
        if (!row.Read() || !cipher.Matches(token, number, row.GetFieldValue<byte[]>(0)))
        {
            return null;
        }

        return new Invite(
            token,
            (InviteKind)row.GetInt32(1),
            row.GetString(2),
            row.IsDBNull(3) ? null : KeySource + row.GetString(3),
            DateTimeOffset.FromUnixTimeSeconds(row.GetInt64(4)),
            row.IsDBNull(5) ? null : DateTimeOffset.FromUnixTimeSeconds(row.GetInt64(5)));
    }

    /// <summary>The secret that tokens of this database are made with.</summary>
    public static byte[] TokenSecret(SqliteConnection connection)
    {
        using SqliteCommand select = connection.CreateCommand();
        select.CommandText = "SELECT value FROM setting WHERE name = 'token_secret'";
        return (byte[])select.ExecuteScalar()!;
    }
}
