using InvitesApi.Server.Keys;
using SQLitePCL;

namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>Looks for keys in the file. For one thread.</summary>
/// <param name="database">A connection. It outlives this.</param>
/// <param name="path">The file, for messages.</param>
internal sealed class KeyLookup(sqlite3 database, string path) : IDisposable
{
    private readonly RawStatement _find = new(database, path, """
        SELECT number, host, token_hash, allowed_methods, limits, disabled_at, previous_hash, previous_until, coalesce(invites, 0)
        FROM api_key LEFT JOIN key_use ON key_use.key = api_key.number
        WHERE host = (SELECT number FROM virtual_host WHERE name = ?1) AND id = ?2 AND removed_at IS NULL
        """);

    /// <summary>The key of a host with an id, or null.</summary>
    public SqliteKey? Find(string virtualHost, ReadOnlySpan<char> id)
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

    /// <inheritdoc/>
    public void Dispose() => _find.Dispose();

    private TokenHash Hash(int column)
    {
        TokenHash hash = default;
        _find.Blob(column).CopyTo(hash);
        return hash;
    }
}
