using InvitesApi.Server.Audit;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Prosody;

/// <summary>The SQL of keys in Prosody's table.</summary>
internal static class KeyRows
{
    /// <summary>Stores a key, token and all, as Prosody compares it in clear.</summary>
    /// <returns>Whether it was stored; false: the id is taken.</returns>
    public static bool TryAdd(SqliteConnection connection, NewApiKey added, string path, Auditor audit)
    {
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        ApiKey key = added.Key;
        ProsodyTable.RequireHost(connection, key.VirtualHost, path);
        if (ProsodyTable.Find(connection, key.VirtualHost, ProsodyTable.Keys, key.Id) is not null)
        {
            return false;
        }

        ProsodyTable.Set(
            connection, key.VirtualHost, user: string.Empty, ProsodyTable.Keys, key.Id, ProsodyTable.Json, ProsodyKey.Write(added));
        audit.Write(connection, AuditNote.KeyMade(key, imported: false));
        transaction.Commit();
        return true;
    }

    /// <summary>Removes a key.</summary>
    /// <returns>Whether there was one.</returns>
    public static bool TryRemove(SqliteConnection connection, string virtualHost, string id, Auditor audit)
    {
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        if (!ProsodyTable.Delete(connection, virtualHost, string.Empty, ProsodyTable.Keys, id))
        {
            return false;
        }

        audit.Write(connection, AuditNote.KeyRemoved(virtualHost, id));
        transaction.Commit();
        return true;
    }

    /// <summary>The keys, oldest first, with what they are judged by.</summary>
    public static IReadOnlyList<(ApiKey Key, StoredKey Stored)> List(SqliteConnection connection, ApiKeyFilter filter)
    {
        // The condition on the host comes by the index where one is named; else the index is read from end to end, and never the other rows.
        using SqliteCommand select = connection.Command(
            $"""
            SELECT "host", "key", "value" FROM "prosody"
            WHERE rowid IN (
              SELECT rowid FROM "prosody"
              WHERE {(filter.VirtualHost is null ? "$host IS NULL" : "\"host\" = $host")} AND "user" = '' AND "store" = 'invite_api_keys'
                AND "key" <> '' AND ($id IS NULL OR "key" = $id))
              AND "type" = 'json'
            ORDER BY rowid
            """,
            ("$host", filter.VirtualHost),
            ("$id", filter.Id));
        var keys = new List<(ApiKey Key, StoredKey Stored)>();
        using SqliteDataReader row = select.ExecuteReader();
        while (row.Read())
        {
            if (ProsodyKey.Read(row.GetString(0), row.GetString(1), row.GetString(2)) is { } key)
            {
                keys.Add(key);
            }
        }

        return [.. keys.OrderBy(one => one.Key.CreatedAt)]; // a stable order: rows of one second stay as they were written
    }
}
