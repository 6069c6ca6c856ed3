using InvitesApi.Server.Audit;
using InvitesApi.Server.Keys;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>The SQL that reads and adds keys. <see cref="KeyEditor"/> changes them.</summary>
internal static class KeyTable
{
    private static readonly string[] Parameters = ["$host", "$id", "$name", "$hash", "$methods", "$created", "$limits", "$disabled"];

    /// <summary>Stores keys in one transaction. Those whose ids are taken are left out.</summary>
    /// <returns>Of each, whether it was stored.</returns>
    public static bool[] Add(SqliteConnection connection, IReadOnlyList<PortableKey> keys, Auditor audit, bool imported)
    {
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        using SqliteCommand insert = connection.CreateCommand();
        insert.CommandText = """
            INSERT INTO api_key (host, id, name, token_hash, allowed_methods, created_at, limits, disabled_at, first_invite)
            VALUES ($host, $id, $name, $hash, $methods, $created, $limits, $disabled, (SELECT coalesce(max(number), 0) + 1 FROM invite))
            ON CONFLICT DO NOTHING
            """;
        SqliteParameter[] to = [.. Parameters.Select(name => new SqliteParameter { ParameterName = name })];
        insert.Parameters.AddRange(to);
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

            Fill(to, keys[i], host);
            added[i] = insert.ExecuteNonQuery() == 1;
            if (added[i] && (areWaiting || key.Usage.Invites > 0))
            {
                AddBeside(connection, (long)connection.Scalar("SELECT last_insert_rowid()")!, host, key);
            }
        }

        audit.Write(connection, keys.Where((_, i) => added[i]).Select(key => AuditNote.KeyMade(key.Key, imported)));
        transaction.Commit();
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

    private static void Fill(SqliteParameter[] to, PortableKey added, long host)
    {
        ApiKey key = added.Key;
        to[0].Value = host;
        to[1].Value = key.Id;
        to[2].Value = (object?)key.Name ?? DBNull.Value;
        to[3].Value = KeyRow.Bytes(added.Hash);
        to[4].Value = (long)key.Methods;
        to[5].Value = key.CreatedAt.ToUnixTimeSeconds();
        to[6].Value = (object?)KeyLimitsDocument.Write(key.Limits) ?? DBNull.Value;
        to[7].Value = InviteRow.Store(key.DisabledAt);
    }
}
