using InvitesApi.Server.Keys;
using SQLitePCL;

namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>
/// Counts what keys make, with the invites in their transaction: one row for each key and batch, whatever number of invites that has. For one thread.
/// </summary>
internal sealed class KeyLedger(sqlite3 database, string path, KeyLedgerSql sql) : IDisposable
{
    private readonly RawStatement _note = new(database, path, sql.Note);
    private readonly RawStatement _count = new(database, path, sql.Count);
    private readonly RawStatement _pending = new(database, path, sql.Pending);
    private readonly List<SqliteKey> _taken = [];

    /// <summary>Forgets the batch at hand.</summary>
    public void Clear()
    {
        foreach (SqliteKey key in _taken)
        {
            key.Taken = 0;
        }

        _taken.Clear();
    }

    /// <summary>What a key has made, the batch at hand included.</summary>
    /// <param name="key">The key.</param>
    /// <param name="now">When, in seconds since 1970.</param>
    public KeyCounts CountsOf(SqliteKey key, long now)
    {
        if (key.Key.Limits.MaxPending is not { } most)
        {
            return new KeyCounts(key.Invites + key.Taken, 0);
        }

        // What was counted is too much rather than too little, as time goes on: it is counted anew only where that could let the key in.
        if (key.Pending is not { } known || (known + key.Taken >= most && now >= key.FewerFrom))
        {
            CountPending(key, now);
        }

        return new KeyCounts(key.Invites + key.Taken, key.Pending!.Value + key.Taken);
    }

    /// <summary>Counts an invite that was accepted.</summary>
    public void Take(SqliteKey key, in KeyUse use)
    {
        if (key.Taken++ == 0)
        {
            _taken.Add(key);
        }

        key.LastUse = use;
    }

    /// <summary>Notes an invite that was stored.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="invite">The number of its row.</param>
    /// <param name="expires">When it ends.</param>
    public void Stored(SqliteKey key, long invite, long expires)
    {
        if (key.Key.Limits.MaxPending is not null)
        {
            _count.Bind(1, invite);
            _count.Bind(2, key.Number);
            _count.Run();
            key.FewerFrom = Math.Min(key.FewerFrom, expires);
        }
    }

    /// <summary>Notes the batch in the file, before it is committed.</summary>
    public void Write()
    {
        foreach (SqliteKey key in _taken)
        {
            _note.Bind(1, key.Number);
            _note.Bind(2, key.Taken);
            _note.Bind(3, key.LastUse.At);
            _note.BindText(4, key.LastUse.Address?.ToString());
            _note.Run();
        }
    }

    /// <summary>Takes the batch for made, after it was committed.</summary>
    public void Committed()
    {
        foreach (SqliteKey key in _taken)
        {
            key.Invites += key.Taken;
            key.Pending += key.Taken;
        }

        Clear();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _pending.Dispose();
        _count.Dispose();
        _note.Dispose();
    }

    private void CountPending(SqliteKey key, long now)
    {
        try
        {
            _pending.Bind(1, key.Number);
            _pending.Bind(2, now);
            _pending.Step();
            (key.Pending, key.FewerFrom) = (_pending.Int64(0), _pending.Int64(1));
        }
        finally
        {
            _pending.Reset();
        }
    }
}
