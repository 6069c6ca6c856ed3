using InvitesApi.Server.Audit;
using InvitesApi.Server.Keys;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>The SQL that reads and adds keys. <see cref="KeyEditor"/> changes them.</summary>
internal static class KeyTable
{
    private const string Insert = """
        INSERT INTO api_key (host, id, name, token_hash, allowed_methods, created_at, limits, disabled_at, first_invite)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, (SELECT coalesce(max(number), 0) + 1 FROM invite))
        ON CONFLICT DO NOTHING
        """;

    /// <summary>Stores keys in one transaction. Those whose ids are taken are left out.</summary>
    /// <returns>Of each, whether it was stored.</returns>
    public static bool[] Add(SqliteConnection connection, IReadOnlyList<PortableKey> keys, Auditor audit, bool imported)
    {
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        using var insert = new RawStatement(connection.Handle!, connection.DataSource, Insert);
        var hosts = new Dictionary<string, long>(StringComparer.Ordinal);
        bool areWaiting = KeyInvites.AreWaiting(connection);
        bool[] added = new bool[keys.Count];
        for (int i = 0; i < added.Length; i++)
        {
            ApiKey key = keys[i].Key;
            if (!hosts.TryGetValue(key.VirtualHost, out long host))
            {
                host = HostTable.Number(connection, key.VirtualHost);
                hosts.Add(key.VirtualHost, host);
            }

            Bind(insert, keys[i], host);
            insert.Run();
            added[i] = raw.sqlite3_changes(connection.Handle) == 1;
            if (added[i] && (areWaiting || key.Usage.Invites > 0))
            {
                AddBeside(connection, raw.sqlite3_last_insert_rowid(connection.Handle), host, key);
            }
        }

        audit.Write(connection, keys.Where((_, i) => added[i]).Select(key => AuditNote.KeyMade(key.Key, imported)));
        transaction.CommitForSure();
        return added;
    }

    /// <summary>The keys, oldest first.</summary>
    public static List<KeyRow> List(SqliteConnection connection, ApiKeyFilter filter)
    {
        using SqliteCommand select = connection.Command(
            $"""
            {KeyRow.Select}
            WHERE ($all OR removed_at IS NULL)
              AND ($host IS NULL OR virtual_host.name = $host)
              AND ($id IS NULL OR id = $id)
            ORDER BY api_key.number
            """,
            ("$all", filter.IncludesRemoved),
            ("$host", filter.VirtualHost),
            ("$id", filter.Id));
        var keys = new List<KeyRow>();
        using SqliteDataReader row = select.ExecuteReader();
        while (row.Read())
        {
            keys.Add(KeyRow.Read(row));
        }

        return keys;
    }

    /// <summary>The key in use of a host and an id; the one that was removed last where none is in use; null where there was none.</summary>
    public static KeyRow? Find(SqliteConnection connection, string virtualHost, string id) =>
        FindInUse(connection, virtualHost, id) ?? One(connection, "removed_at IS NOT NULL", virtualHost, id);

    /// <summary>The key in use of a host and an id; null where none is. It is found by an index, whatever number of keys there is.</summary>
    public static KeyRow? FindInUse(SqliteConnection connection, string virtualHost, string id) =>
        One(connection, "removed_at IS NULL", virtualHost, id);

    /// <summary>What a key has made, as far as its limits ask for it.</summary>
    public static KeyCounts Counts(SqliteConnection connection, KeyRow key, long now) => new(
        key.Key.Usage.Invites,
        key.Key.Limits.MaxPending is null ? 0 : (long)connection.Scalar(
            $"""
            SELECT count(*) FROM counted_invite CROSS JOIN invite ON invite.number = counted_invite.invite
            WHERE counted_invite.key = $key AND {InviteSql.Pending}
            """,
            ("$key", key.Number),
            ("$now", now))!);

    private static KeyRow? One(SqliteConnection connection, string condition, string virtualHost, string id)
    {
        using SqliteCommand select = connection.Command(
            $"{KeyRow.Select} WHERE virtual_host.name = $host AND id = $id AND {condition} ORDER BY api_key.number DESC LIMIT 1",
            ("$host", virtualHost),
            ("$id", id));
        using SqliteDataReader row = select.ExecuteReader();
        return row.Read() ? KeyRow.Read(row) : null;
    }

    // What a key brings with it from elsewhere.
    private static void AddBeside(SqliteConnection connection, long number, long host, ApiKey key)
    {
        if (key.Usage.Invites > 0)
        {
            connection.Run("INSERT INTO key_use (key, invites) VALUES ($key, $invites)", ("$key", number), ("$invites", key.Usage.Invites));
        }

        KeyInvites.TakeWaiting(connection, number, host, key);
    }

    private static void Bind(RawStatement insert, PortableKey added, long host)
    {
        ApiKey key = added.Key;
        TokenHash hash = added.Hash;
        insert.Bind(1, host);
        insert.Bind(2, key.Id.AsSpan());
        insert.BindText(3, key.Name);
        insert.Bind(4, hash);
        insert.Bind(5, (long)key.Methods);
        insert.Bind(6, key.CreatedAt.ToUnixTimeSeconds());
        insert.BindText(7, KeyLimitsDocument.Write(key.Limits));
        insert.BindNumber(8, key.DisabledAt?.ToUnixTimeSeconds());
    }
}
