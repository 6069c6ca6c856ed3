using InvitesApi.Server.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Prosody;

/// <summary>
/// The keys that were presented lately, as they are in Prosody's table. Only keys that exist are kept, so that guessing fills no memory. For one
/// thread.
/// </summary>
internal sealed class ProsodyKeyCache(SqliteConnection connection)
{
    private readonly Dictionary<string, Dictionary<string, SqliteKey>> _hosts = new(StringComparer.Ordinal);

    /// <summary>Forgets all: another process has written.</summary>
    public void Clear() => _hosts.Clear();

    /// <summary>The key of a host with an id, or null.</summary>
    public SqliteKey? Find(string virtualHost, ReadOnlySpan<char> id)
    {
        if (_hosts.TryGetValue(virtualHost, out Dictionary<string, SqliteKey>? keys)
            && keys.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(id, out SqliteKey? known))
        {
            return known;
        }

        if (Read(virtualHost, id.ToString()) is not { } read)
        {
            return null;
        }

        if (keys is null)
        {
            keys = new Dictionary<string, SqliteKey>(StringComparer.Ordinal);
            _hosts.Add(virtualHost, keys);
        }

        keys.GetAlternateLookup<ReadOnlySpan<char>>()[id] = read;
        return read;
    }

    private SqliteKey? Read(string virtualHost, string id)
    {
        if (ProsodyTable.Find(connection, virtualHost, ProsodyTable.Keys, id) is not { } document
            || ProsodyKey.Read(virtualHost, id, document) is not { } read)
        {
            return null;
        }

        KeyExtras extras = KeyExtras.Find(connection, virtualHost, id);
        return new SqliteKey(extras.Number, host: 0, extras.ApplyTo(read.Stored), extras.Usage.Invites);
    }
}
