using InvitesApi.Server.Audit;
using InvitesApi.Server.Keys;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>The SQL of keys.</summary>
internal static class KeyTable
{
    private const int ConstraintViolated = 19;

    /// <summary>Stores a key.</summary>
    /// <returns>Whether it was stored; false: the id is taken.</returns>
    public static bool TryAdd(SqliteConnection connection, PortableKey added, Auditor audit, bool imported)
    {
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        long host = HostTable.Number(connection, added.Key.VirtualHost);
        using SqliteCommand insert = connection.CreateCommand();
        insert.CommandText = """
            INSERT INTO api_key (host, id, name, token_hash, allowed_methods, created_at)
            VALUES ($host, $id, $name, $hash, $methods, $created)
            """;
        TokenHash hash = added.Hash;
        insert.Parameters.AddWithValue("$host", host);
        insert.Parameters.AddWithValue("$id", added.Key.Id);
        insert.Parameters.AddWithValue("$name", (object?)added.Key.Name ?? DBNull.Value);
        insert.Parameters.AddWithValue("$hash", ((ReadOnlySpan<byte>)hash).ToArray());
        insert.Parameters.AddWithValue("$methods", (long)added.Key.Methods);
        insert.Parameters.AddWithValue("$created", added.Key.CreatedAt.ToUnixTimeSeconds());
        try
        {
            insert.ExecuteNonQuery();
        }
        catch (SqliteException error) when (error.SqliteErrorCode == ConstraintViolated)
        {
            return false; // the transaction is rolled back by its disposal
        }

        audit.Write(connection, AuditNote.KeyMade(added.Key, imported));
        transaction.Commit();
        return true;
    }

    /// <summary>The keys in use, oldest first.</summary>
    public static List<PortableKey> List(SqliteConnection connection, ApiKeyFilter filter)
    {
        using SqliteCommand select = connection.CreateCommand();
        select.CommandText = """
            SELECT virtual_host.name, id, api_key.name, allowed_methods, created_at, token_hash
            FROM api_key JOIN virtual_host ON virtual_host.number = api_key.host
            WHERE removed_at IS NULL
              AND ($host IS NULL OR virtual_host.name = $host)
              AND ($id IS NULL OR id = $id)
            ORDER BY api_key.number
            """;
        select.Parameters.AddWithValue("$host", (object?)filter.VirtualHost ?? DBNull.Value);
        select.Parameters.AddWithValue("$id", (object?)filter.Id ?? DBNull.Value);

        var keys = new List<PortableKey>();
        using SqliteDataReader row = select.ExecuteReader();
        while (row.Read())
        {
            var key = new ApiKey(
                row.GetString(0),
                row.GetString(1),
                row.IsDBNull(2) ? null : row.GetString(2),
                (ApiKeyMethods)row.GetInt32(3),
                DateTimeOffset.FromUnixTimeSeconds(row.GetInt64(4)));
            TokenHash hash = default;
            row.GetFieldValue<byte[]>(5).CopyTo(hash);
            keys.Add(new PortableKey(key, hash));
        }

        return keys;
    }

    /// <summary>Revokes a key.</summary>
    /// <returns>Whether there was one.</returns>
    public static bool TryRemove(SqliteConnection connection, string virtualHost, string id, DateTimeOffset now, Auditor audit)
    {
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        using SqliteCommand update = connection.CreateCommand();
        update.CommandText = """
            UPDATE api_key SET removed_at = $now
            WHERE id = $id AND removed_at IS NULL
              AND host = (SELECT number FROM virtual_host WHERE name = $host)
            """;
        update.Parameters.AddWithValue("$now", now.ToUnixTimeSeconds());
        update.Parameters.AddWithValue("$id", id);
        update.Parameters.AddWithValue("$host", virtualHost);
        if (update.ExecuteNonQuery() != 1)
        {
            return false;
        }

        audit.Write(connection, AuditNote.KeyRemoved(virtualHost, id));
        transaction.Commit();
        return true;
    }
}
