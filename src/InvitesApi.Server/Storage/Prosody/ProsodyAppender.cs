using System.Diagnostics;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Storage.Sqlite;
using InvitesApi.Server.Storage.Writing;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace InvitesApi.Server.Storage.Prosody;

/// <summary>Judges and stores a batch of requests in Prosody's file, in one short transaction. For one thread.</summary>
internal sealed class ProsodyAppender : IInviteAppender
{
    // Who waits for a lock by SQLite's own time-out looks every tenth of a second at the least: a slow disk must leave it that much.
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan ShortWait = TimeSpan.FromMilliseconds(10);

    private readonly string _path;
    private readonly SqliteConnection _connection;
    private readonly KeyCache _keys;
    private readonly KeyLedger _ledger;
    private readonly RawStatement _dataVersion;
    private readonly RawStatement _begin;
    private readonly RawStatement _commit;
    private readonly RawStatement _rollback;
    private readonly ProsodyInserter _inserter;
    private readonly BatchAudit _audit;
    private readonly List<(InviteWrite Write, SqliteKey Key)> _accepted = [];
    private readonly List<string> _tokens = [];
    private readonly ManualResetEvent _end = new(initialState: false);

    private long _knownVersion = -1;
    private TimeSpan _held;

    /// <summary>Opens the connection and prepares its statements.</summary>
    public ProsodyAppender(ProsodyFile file, Auditor auditor)
    {
        _path = file.Path;
        _connection = file.Open();
        SideSchema.Ensure(_connection, file.Path);
        sqlite3 database = _connection.Handle!;
        RawStatement Prepare(string sql) => new(database, file.Path, sql);

        _keys = new KeyCache(new ProsodyKeyLookup(_connection).Find);
        _audit = new BatchAudit(new AuditAppender(database, file.Path, auditor));
        _ledger = new KeyLedger(database, file.Path, KeySql.Ledger);
        _inserter = new ProsodyInserter(_connection, file.Path);
        _dataVersion = Prepare("PRAGMA data_version");
        _begin = Prepare("BEGIN IMMEDIATE");
        _commit = Prepare("COMMIT");
        _rollback = Prepare("ROLLBACK");
    }

    /// <inheritdoc/>
    public bool IsCurrent => !_connection.HasMoved();

    /// <inheritdoc/>
    public bool Append(List<InviteWrite> batch)
    {
        // Most refusals need no lock on the file: what is true of the keys at this moment is true for requests that wait since before it.
        _held = TimeSpan.Zero;
        Judge(batch);
        if (_accepted.Count == 0)
        {
            return false;
        }

        Begin();
        long began = Stopwatch.GetTimestamp();
        bool committed = false;
        try
        {
            if (ForgetIfWritten())
            {
                Judge(batch);
            }

            InsertAccepted();
            _ledger.Write();
            _commit.CommitForSure(_path);
            committed = true;
            _ledger.Committed();
        }
        finally
        {
            if (!committed)
            {
                RollBack();
            }
        }

        _held = Stopwatch.GetElapsedTime(began);
        for (int i = 0; i < _accepted.Count; i++)
        {
            _accepted[i].Write.Token = _tokens[i];
        }

        return true;
    }

    /// <summary>
    /// Leaves the file to others for as long as it was held: SQLite's lock has no queue, and who waits for it looks again only now and then.
    /// Meanwhile requests gather for the next transaction.
    /// </summary>
    public void AfterAnswers()
    {
        if (_held > TimeSpan.Zero)
        {
            _end.WaitOne(_held < LongestPause ? _held : LongestPause);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _audit.Dispose();
        _ledger.Dispose();
        _inserter.Dispose();
        _rollback.Dispose();
        _commit.Dispose();
        _begin.Dispose();
        _dataVersion.Dispose();
        _connection.Dispose();
        _end.Dispose();
    }

    // SQLite looks for a lock ever more seldom, every tenth of a second in the end, and a Prosody that writes without pause has it then. So it is
    // asked anew every few milliseconds, within the same bound.
    private void Begin()
    {
        long began = Stopwatch.GetTimestamp();
        raw.sqlite3_busy_timeout(_connection.Handle, (int)ShortWait.TotalMilliseconds);
        try
        {
            while (!TryBegin(isLast: Stopwatch.GetElapsedTime(began) > ProsodyFile.BusyTimeout))
            {
                // SQLite has waited.
            }
        }
        finally
        {
            raw.sqlite3_busy_timeout(_connection.Handle, (int)ProsodyFile.BusyTimeout.TotalMilliseconds);
        }
    }

    private bool TryBegin(bool isLast)
    {
        try
        {
            _begin.Run();
            return true;
        }
        catch (InviteException fault) when (fault.Fault == InviteFault.DatabaseBusy && !isLast)
        {
            return false;
        }
    }

    private void Judge(List<InviteWrite> batch)
    {
        ForgetIfWritten();
        _accepted.Clear();
        _ledger.Clear();
        foreach (InviteWrite write in batch)
        {
            KeyUse use = write.Request.Use;
            SqliteKey? key = _keys.Find(use.VirtualHost, use.KeyId.Span);
            if (write.Judge(key?.Key) && write.JudgeCounts(key.Key, _ledger.CountsOf(key, use.At)))
            {
                _accepted.Add((write, key));
                _ledger.Take(key, use);
            }
        }
    }

    // data_version changes when another connection has committed (sqlite.org/pragma.html#pragma_data_version); our own commits don't count.
    private bool ForgetIfWritten()
    {
        long version = _dataVersion.RunScalar();
        if (version == _knownVersion)
        {
            return false;
        }

        _keys.Clear();
        _inserter.Forget();
        _audit.Forget();
        _knownVersion = version;
        return true;
    }

    private void InsertAccepted()
    {
        _tokens.Clear();
        _audit.Clear();
        foreach ((InviteWrite write, SqliteKey key) in _accepted)
        {
            KeyUse use = write.Request.Use;
            if (key.Number == 0)
            {
                key.Number = KeyExtras.Ensure(_connection, use.VirtualHost, use.KeyId.ToString());
            }

            Invite invite = ProsodyInserter.InviteOf(write.Request, key.Key.Limits.Invites);
            _tokens.Add(invite.Token);
            _audit.Add(write.Request, invite.Token);
            _ledger.Stored(key, _inserter.Insert(invite), invite.ExpiresAt!.Value.ToUnixTimeSeconds());
        }

        _audit.Write();
    }

    private void RollBack()
    {
        _knownVersion = -1; // what is remembered of the file may be wrong now
        if (raw.sqlite3_get_autocommit(_connection.Handle) == 0)
        {
            _rollback.Run();
        }
    }
}
