using InvitesApi.Server.Keys;
using InvitesApi.Server.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Prosody;

/// <summary>What our table has of a key beside Prosody's.</summary>
internal sealed record KeyExtras
{
    /// <summary>What <see cref="Read"/> needs, up to a WHERE.</summary>
    public const string Select = """
        SELECT number, host, id, name, allowed_methods, created_at, limits, disabled_at, removed_at, previous_hash, previous_until, invites,
               last_used_at, last_address
        FROM invitesapi_key

        """;

    /// <summary>A key that our table has nothing of.</summary>
    public static readonly KeyExtras None = new();

    /// <summary>The number of its row; 0: there is none.</summary>
    public long Number { get; init; }

    /// <summary>What it is limited to.</summary>
    public ApiKeyLimits Limits { get; init; } = ApiKeyLimits.None;

    /// <summary>Since when it is disabled.</summary>
    public DateTimeOffset? DisabledAt { get; init; }

    /// <summary>The hash of the token that it had; of a removed key, of its last one.</summary>
    public TokenHash PreviousHash { get; init; }

    /// <summary>Until when that one is good.</summary>
    public long PreviousUntil { get; init; }

    /// <summary>What it was used for.</summary>
    public KeyUsage Usage { get; init; } = KeyUsage.None;

    /// <summary>Whether the file has our tables of keys. They are made with the first need of them.</summary>
    public static bool AreThere(SqliteConnection connection) =>
        connection.Scalar("SELECT 1 FROM sqlite_schema WHERE name = 'invitesapi_key'") is not null;

    /// <summary>The extras of a key in use.</summary>
    public static KeyExtras Find(SqliteConnection connection, string virtualHost, string id)
    {
        if (!AreThere(connection))
        {
            return None;
        }

        using SqliteCommand select = connection.Command(
            Select + "WHERE host = $host AND id = $id AND removed_at IS NULL", ("$host", virtualHost), ("$id", id));
        using SqliteDataReader row = select.ExecuteReader();
        return row.Read() ? Read(row) : None;
    }

    /// <summary>The extras of all keys in use that have some.</summary>
    public static Dictionary<(string Host, string Id), KeyExtras> All(SqliteConnection connection)
    {
        var all = new Dictionary<(string Host, string Id), KeyExtras>();
        if (AreThere(connection))
        {
            using SqliteCommand select = connection.Command(Select + "WHERE removed_at IS NULL");
            using SqliteDataReader row = select.ExecuteReader();
            while (row.Read())
            {
                all.Add((row.GetString(1), row.GetString(2)), Read(row));
            }
        }

        return all;
    }

    /// <summary>The keys that were removed, as far as it was here.</summary>
    public static List<ApiKey> Removed(SqliteConnection connection, ApiKeyFilter filter)
    {
        var removed = new List<ApiKey>();
        if (!filter.IncludesRemoved || !AreThere(connection))
        {
            return removed;
        }

        using SqliteCommand select = connection.Command(
            Select + """
            WHERE removed_at IS NOT NULL AND created_at IS NOT NULL AND ($host IS NULL OR host = $host) AND ($id IS NULL OR id = $id)
            ORDER BY number
            """,
            ("$host", filter.VirtualHost),
            ("$id", filter.Id));
        using SqliteDataReader row = select.ExecuteReader();
        while (row.Read())
        {
            var key = new ApiKey(
                row.GetString(1), row.GetString(2), InviteRow.Text(row, 3), (ApiKeyMethods)row.GetInt32(4), InviteRow.Time(row, 5)!.Value);
            removed.Add(Read(row).ApplyTo(key) with { RemovedAt = InviteRow.Time(row, 8) });
        }

        return removed;
    }

    /// <summary>What a key is judged by that was removed here, of several the last; null where there is none, or its token was not kept.</summary>
    public static StoredKey? FindRemoved(SqliteConnection connection, string virtualHost, string id)
    {
        if (!AreThere(connection))
        {
            return null;
        }

        // Earlier versions kept no token: what such a row may have is the one before it, with its time.
        using SqliteCommand select = connection.Command(
            Select + """
            WHERE host = $host AND id = $id AND removed_at IS NOT NULL
              AND allowed_methods IS NOT NULL AND previous_hash IS NOT NULL AND previous_until IS NULL
            ORDER BY number DESC LIMIT 1
            """,
            ("$host", virtualHost),
            ("$id", id));
        using SqliteDataReader row = select.ExecuteReader();
        return row.Read()
            ? Read(row).ApplyTo(new StoredKey(KeyRow.Hash(row, 9), (ApiKeyMethods)row.GetInt32(4))) with { IsRemoved = true }
            : null;
    }

    /// <summary>The number of a key's row, which is made where there is none.</summary>
    public static long Ensure(SqliteConnection connection, string virtualHost, string id) => (long)connection.Scalar(
        """
        INSERT INTO invitesapi_key (host, id) VALUES ($host, $id) ON CONFLICT (host, id) WHERE removed_at IS NULL DO NOTHING;
        SELECT number FROM invitesapi_key WHERE host = $host AND id = $id AND removed_at IS NULL;
        """,
        ("$host", virtualHost),
        ("$id", id))!;

    /// <summary>The key with them.</summary>
    public ApiKey ApplyTo(ApiKey key) => key with { Limits = Limits, DisabledAt = DisabledAt, Usage = Usage };

    /// <summary>What the key is judged by, with them.</summary>
    public StoredKey ApplyTo(StoredKey key) => key with
    {
        Limits = Limits,
        IsDisabled = DisabledAt is not null,
        PreviousHash = PreviousHash,
        PreviousUntil = PreviousUntil,
    };

    private static KeyExtras Read(SqliteDataReader row) => new()
    {
        Number = row.GetInt64(0),
        Limits = KeyLimitsDocument.Read(InviteRow.Text(row, 6)),
        DisabledAt = InviteRow.Time(row, 7),
        PreviousHash = KeyRow.Hash(row, 9),
        PreviousUntil = row.IsDBNull(10) ? 0 : row.GetInt64(10),
        Usage = KeyRow.UsageOf(row, 11),
    };
}
