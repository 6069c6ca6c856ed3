using InvitesApi.Server.Audit;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Prosody;

/// <summary>The SQL of keys in Prosody's table.</summary>
internal static class KeyRows
{
    /// <summary>Stores keys, token and all, as Prosody compares it in clear. Those whose ids are taken are left out.</summary>
    /// <returns>Of each, whether it was stored.</returns>
    public static bool[] Add(SqliteConnection connection, IReadOnlyList<NewApiKey> keys, string path, Auditor audit)
    {
        bool[] added = new bool[keys.Count];
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        for (int i = 0; i < added.Length; i++)
        {
            ApiKey key = keys[i].Key;
            ProsodyTable.RequireHost(connection, key.VirtualHost, path);
            added[i] = ProsodyTable.Find(connection, key.VirtualHost, ProsodyTable.Keys, key.Id) is null;
            if (added[i])
            {
                ProsodyTable.Set(
                    connection, key.VirtualHost, user: string.Empty, ProsodyTable.Keys, key.Id, ProsodyTable.Json, ProsodyKey.Write(keys[i]));
                AddExtras(connection, key);
            }
        }

        audit.Write(connection, keys.Where((_, i) => added[i]).Select(key => AuditNote.KeyMade(key.Key, imported: false)));
        transaction.CommitForSure();
        return added;
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
        Dictionary<(string Host, string Id), KeyExtras> extras = KeyExtras.All(connection);
        var keys = new List<(ApiKey Key, StoredKey Stored)>();
        using SqliteDataReader row = select.ExecuteReader();
        while (row.Read())
        {
            if (ProsodyKey.Read(row.GetString(0), row.GetString(1), row.GetString(2)) is { } key)
            {
                KeyExtras more = extras.GetValueOrDefault((key.Key.VirtualHost, key.Key.Id), KeyExtras.None);
                keys.Add((more.ApplyTo(key.Key), more.ApplyTo(key.Stored)));
            }
        }

        return [.. keys.OrderBy(one => one.Key.CreatedAt)]; // a stable order: rows of one second stay as they were written
    }

    // A row of ours may be left of a key that Prosody's own tool has removed.
    private static void AddExtras(SqliteConnection connection, ApiKey key)
    {
        connection.Run(
            "UPDATE invitesapi_key SET removed_at = $now WHERE host = $host AND id = $id AND removed_at IS NULL",
            ("$now", key.CreatedAt.ToUnixTimeSeconds()),
            ("$host", key.VirtualHost),
            ("$id", key.Id));
        if (key.Limits != ApiKeyLimits.None)
        {
            long number = KeyExtras.Ensure(connection, key.VirtualHost, key.Id);
            KeyChanges.Store(connection, number, key);
            if (key.Limits.MaxPending is not null)
            {
                ProsodyKeyInvites.CountAll(connection, number, key.VirtualHost, key.Id);
            }
        }
    }

    /// <summary>The fault of a key of which only a hash is known.</summary>
    public static InviteException HashOnly(ApiKey key) => new(
        InviteFault.InviteApiKeyHashOnly,
        $"The key {key.Id} of {key.VirtualHost} can't be stored in Prosody's storage: Prosody needs its token in clear, and only a hash "
        + "of it is known. Give the key itself to New-InviteApiKey -Key, or make a new one.",
        key.Id);
}
