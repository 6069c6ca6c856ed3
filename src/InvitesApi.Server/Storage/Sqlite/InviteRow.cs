using System.Text.Json;
using InvitesApi.Server.Invites;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>An invite as it stands in its table.</summary>
internal static class InviteRow
{
    /// <summary>What <see cref="Read"/> needs, up to a WHERE.</summary>
    public const string Select = """
        SELECT invite.number, nonce, foreign_token.token, kind, virtual_host.name, api_key.id, source, invite.created_at, expires_at,
               max_uses, uses, revoked_at, username, contact, registration, groups, roles, note
        FROM invite
        JOIN virtual_host ON virtual_host.number = invite.host
        LEFT JOIN api_key ON api_key.number = invite.key
        LEFT JOIN foreign_token ON foreign_token.invite = invite.number AND nonce IS NULL

        """;

    // Prosody's words for an invite that was made with a key; its id follows.
    internal const string KeySource = InviteIssuer.KeySource;

    /// <summary>The id of the key that an invite names as its source; null where it names none.</summary>
    public static string? KeyIdOf(Invite invite) => invite.Source is { } source && source.StartsWith(KeySource, StringComparison.Ordinal)
        ? source[KeySource.Length..]
        : null;

    /// <summary>The number of a row.</summary>
    public static long Number(SqliteDataReader row) => row.GetInt64(0);

    /// <summary>The random bytes that its token was made of; null: it came from elsewhere.</summary>
    public static byte[]? Nonce(SqliteDataReader row) => row.IsDBNull(1) ? null : row.GetFieldValue<byte[]>(1);

    /// <summary>The invite of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="cipher">What tokens of this database are made with.</param>
    public static Invite Read(SqliteDataReader row, InviteTokenCipher cipher) => new()
    {
        Token = Nonce(row) is { } nonce ? cipher.Make(Number(row), nonce) : row.GetString(2),
        Terms = new InviteTerms
        {
            Kind = (InviteKind)row.GetInt32(3),
            VirtualHost = row.GetString(4),
            ExpiresAt = Time(row, 8),
            MaxUses = row.IsDBNull(9) ? null : row.GetInt32(9),
            Username = Text(row, 12),
            Contact = Text(row, 13),
            AllowRegistration = !row.IsDBNull(14) && row.GetInt32(14) != 0,
            Groups = Texts(row, 15),
            Roles = Texts(row, 16),
            Note = Text(row, 17),
        },
        Source = row.IsDBNull(5) ? Text(row, 6) : KeySource + row.GetString(5),
        CreatedAt = Time(row, 7)!.Value,
        Uses = row.GetInt32(10),
        RevokedAt = Time(row, 11),
    };

    /// <summary>A list of texts as it is stored: nothing for an empty one.</summary>
    public static object Store(IReadOnlyList<string> texts) => (object?)TextOf(texts) ?? DBNull.Value;

    /// <summary>A list of texts as a JSON array; null for an empty one.</summary>
    public static string? TextOf(IReadOnlyList<string> texts) =>
        texts.Count == 0 ? null : JsonSerializer.Serialize(texts, TextsJson.Default.IReadOnlyListString);

    /// <summary>A time as it is stored.</summary>
    public static object Store(DateTimeOffset? time) => time is { } known ? known.ToUnixTimeSeconds() : DBNull.Value;

    /// <summary>A time of a column; null where it has none.</summary>
    public static DateTimeOffset? Time(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeSeconds(row.GetInt64(column));

    /// <summary>A text of a column, likewise.</summary>
    public static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    /// <summary>A list of texts of a column; empty where it has none.</summary>
    public static IReadOnlyList<string> Texts(SqliteDataReader row, int column) => row.IsDBNull(column)
        ? []
        : JsonSerializer.Deserialize(row.GetString(column), TextsJson.Default.IReadOnlyListString) ?? [];
}
