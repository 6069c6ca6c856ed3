namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>
/// The keys that were presented lately, as they are in the file; and the last few ids that no key has, as who has a revoked key asks again and again.
/// They are few, so that guessing fills no memory. For one thread.
/// </summary>
/// <param name="look">Looks in the file.</param>
internal sealed class KeyCache(KeyCache.Look look)
{
    private const int MostUnknown = 256;

    private readonly Dictionary<string, Dictionary<string, SqliteKey?>> _hosts = new(StringComparer.Ordinal);
    private readonly (string Host, string? Id)[] _unknown = new (string, string?)[MostUnknown]; // the next takes the place of the oldest
    private int _nextUnknown;

    /// <summary>The key of a host with an id as it is in the file, or null.</summary>
    public delegate SqliteKey? Look(string virtualHost, ReadOnlySpan<char> id);

    /// <summary>Forgets all: another process has written.</summary>
    public void Clear()
    {
        _hosts.Clear();
        Array.Clear(_unknown);
        _nextUnknown = 0;
    }

    /// <summary>The key of a host with an id, or null.</summary>
    public SqliteKey? Find(string virtualHost, ReadOnlySpan<char> id)
    {
        if (!_hosts.TryGetValue(virtualHost, out Dictionary<string, SqliteKey?>? keys))
        {
            keys = new Dictionary<string, SqliteKey?>(StringComparer.Ordinal);
            _hosts.Add(virtualHost, keys);
        }

        var byId = keys.GetAlternateLookup<ReadOnlySpan<char>>();
        if (byId.TryGetValue(id, out SqliteKey? known))
        {
            return known;
        }

        SqliteKey? read = look(virtualHost, id);
        if (read is null)
        {
            Remember(virtualHost, id.ToString(), keys);
        }
        else
        {
            byId[id] = read;
        }

        return read;
    }

    private void Remember(string virtualHost, string unknown, Dictionary<string, SqliteKey?> keys)
    {
        ref (string Host, string? Id) place = ref _unknown[_nextUnknown];
        if (place.Id is { } oldest)
        {
            _hosts[place.Host].Remove(oldest);
        }

        place = (virtualHost, unknown);
        keys.Add(unknown, null);
        _nextUnknown = (_nextUnknown + 1) % MostUnknown;
    }
}
