using InvitesApi.Server.Keys;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Prosody;

/// <summary>
/// The keys that were presented lately, as they are in Prosody's table. Only keys that exist are kept, so that guessing fills no memory. For one
/// thread.
/// </summary>
internal sealed class ProsodyKeyCache(SqliteConnection connection)
{
    private readonly Dictionary<string, Dictionary<string, StoredKey>> _hosts = new(StringComparer.Ordinal);

    /// <summary>Forgets all: another process has written.</summary>
    public void Clear() => _hosts.Clear();

    /// <summary>The key of a host with an id, or null.</summary>
    public StoredKey? Find(string virtualHost, ReadOnlySpan<char> id)
    {
        if (_hosts.TryGetValue(virtualHost, out Dictionary<string, StoredKey>? keys)
            && keys.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(id, out StoredKey? known))
        {
            return known;
        }

        if (Read(virtualHost, id.ToString()) is not { } read)
        {
            return null;
        }

        if (keys is null)
        {
            keys = new Dictionary<string, StoredKey>(StringComparer.Ordinal);
            _hosts.Add(virtualHost, keys);
        }

        keys.GetAlternateLookup<ReadOnlySpan<char>>()[id] = read;
        return read;
    }

    private StoredKey? Read(string virtualHost, string id) =>
        ProsodyTable.Find(connection, virtualHost, ProsodyTable.Keys, id) is { } document
            ? ProsodyKey.Read(virtualHost, id, document)?.Stored
            : null;
}
