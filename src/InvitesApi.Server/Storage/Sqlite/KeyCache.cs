using InvitesApi.Server.Keys;
using SQLitePCL;

namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>
/// The keys that were presented lately, as they are in the file; and the last few ids that no key has, as who has a revoked key asks again and again.
/// They are few, so that guessing fills no memory. For one thread.
/// </summary>
internal sealed class KeyCache : IDisposable
{
    private const int MostUnknown = 256;

    private readonly Dictionary<string, Dictionary<string, SqliteKey?>> _hosts = new(StringComparer.Ordinal);
    private readonly RawStatement _find;
    private readonly (string Host, string? Id)[] _unknown = new (string, string?)[MostUnknown]; // the next takes the place of the oldest
    private int _nextUnknown;

    /// <summary>Makes an empty one.</summary>
    public KeyCache(sqlite3 database, string path) => _find = new RawStatement(database, path, """
        SELECT number, host, token_hash, allowed_methods, limits, disabled_at, previous_hash, previous_until, coalesce(invites, 0)
        FROM api_key LEFT JOIN key_use ON key_use.key = api_key.number
        WHERE host = (SELECT number FROM virtual_host WHERE name = ?1) AND id = ?2 AND removed_at IS NULL
        """);

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

        SqliteKey? read = Read(virtualHost, id);
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

    /// <inheritdoc/>
    public void Dispose() => _find.Dispose();

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

    private SqliteKey? Read(string virtualHost, ReadOnlySpan<char> id)
    {
        try
        {
            _find.Bind(1, virtualHost.AsSpan());
            _find.Bind(2, id);
            if (!_find.Step())
            {
                return null;
            }

            var key = new StoredKey(Hash(2), (ApiKeyMethods)_find.Int64(3))
            {
                Limits = KeyLimitsDocument.Read(_find.Text(4)),
                IsDisabled = !_find.IsNull(5),
                PreviousHash = _find.IsNull(6) ? default : Hash(6),
                PreviousUntil = _find.Int64(7),
            };
            return new SqliteKey(_find.Int64(0), _find.Int64(1), key, _find.Int64(8));
        }
        finally
        {
            _find.Reset();
        }
    }

    private TokenHash Hash(int column)
    {
        TokenHash hash = default;
        _find.Blob(column).CopyTo(hash);
        return hash;
    }
}
