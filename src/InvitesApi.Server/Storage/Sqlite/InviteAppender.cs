using System.Security.Cryptography;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Storage.Writing;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>Judges and stores a batch of requests in one transaction. For one thread, which its connection belongs to.</summary>
internal sealed class InviteAppender : IInviteAppender
{
    private readonly SqliteFile _file;
    private readonly SqliteConnection _connection;
    private readonly InviteTokenCipher _cipher;
    private readonly Checkpointer _checkpointer;
    private readonly KeyLookup _lookup;
    private readonly KeyCache _keys;
    private readonly KeyGate _gate;
    private readonly KeyLedger _ledger;
    private readonly RawStatement _dataVersion;
    private readonly RawStatement _begin;
    private readonly RawStatement _commit;
    private readonly RawStatement _rollback;
    private readonly RawStatement _lastNumber;
    private readonly RawStatement _insert;
    private readonly BatchAudit _audit;
    private readonly List<(InviteWrite Write, SqliteKey Key)> _accepted = [];

    private byte[] _nonces = [];
    private string[] _tokens = [];
    private long _knownVersion = -1;
    private long _last;

    /// <summary>Opens the connection and prepares its statements.</summary>
    public InviteAppender(SqliteFile file, KeyGate gate, Auditor auditor)
    {
        _file = file;
        _gate = gate;
        _checkpointer = new Checkpointer(file);
        _connection = file.Open();
        _cipher = new InviteTokenCipher(InviteTable.TokenSecret(_connection)); // of this file, whatever stood at the path before
        sqlite3 database = _connection.Handle!;
        RawStatement Prepare(string sql) => new(database, file.Path, sql);

        // A checkpoint in here would make requests wait for it: see Checkpointer.
        using (RawStatement noCheckpoints = Prepare("PRAGMA wal_autocheckpoint = 0"))
        {
            noCheckpoints.Run();
        }

        _lookup = new KeyLookup(database, file.Path);
        _keys = new KeyCache(_lookup.Find);
        _audit = new BatchAudit(new AuditAppender(database, file.Path, auditor));
        _ledger = new KeyLedger(database, file.Path, KeyLedgerSql.Ours);
        _dataVersion = Prepare("PRAGMA data_version");
        _begin = Prepare("BEGIN IMMEDIATE");
        _commit = Prepare("COMMIT");
        _rollback = Prepare("ROLLBACK");
        _lastNumber = Prepare("SELECT coalesce(max(number), 0) FROM invite");
        _insert = Prepare("""
            INSERT INTO invite (number, nonce, kind, host, key, created_at, expires_at, max_uses, groups, roles, username)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
            """);
    }

    /// <summary>How many pages were written to the write-ahead log since this was opened.</summary>
    public int PagesWritten
    {
        get
        {
            const int CacheWrite = 9; // SQLITE_DBSTATUS_CACHE_WRITE
            raw.sqlite3_db_status(_connection.Handle, CacheWrite, out int pages, out _, 0);
            return pages;
        }
    }

    /// <summary>Moves what is left in the write-ahead log into the file, so that the log begins anew with the next commit.</summary>
    public void FinishCheckpoint() =>
        raw.sqlite3_wal_checkpoint_v2(_connection.Handle, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _);

    /// <inheritdoc/>
    public bool IsCurrent => !_file.HasMoved(_connection);

    /// <inheritdoc/>
    public bool Append(List<InviteWrite> batch)
    {
        // Most refusals need no lock on the file: what is true of the keys at this moment is true for requests that wait since before it.
        Judge(batch);
        if (_accepted.Count == 0)
        {
            return false;
        }

        _begin.Run();
        bool committed = false;
        try
        {
            if (KeysMayHaveChanged())
            {
                Judge(batch);
            }

            InsertAccepted();
            NoteAccepted();
            _ledger.Write();
            _commit.CommitForSure(_file.Path);
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

        for (int i = 0; i < _accepted.Count; i++)
        {
            _accepted[i].Write.Token = _tokens[i];
        }

        return true;
    }

    /// <inheritdoc/>
    public void AfterAnswers() => _checkpointer.AfterCommit(this);

    /// <inheritdoc/>
    public void Dispose()
    {
        _checkpointer.Dispose();
        _insert.Dispose();
        _lastNumber.Dispose();
        _rollback.Dispose();
        _commit.Dispose();
        _begin.Dispose();
        _dataVersion.Dispose();
        _audit.Dispose();
        _ledger.Dispose();
        _lookup.Dispose();
        _cipher.Dispose();
        _connection.Dispose();
    }

    private void Judge(List<InviteWrite> batch)
    {
        KeysMayHaveChanged();
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
            else if (write.Verdict == KeyVerdict.Refused)
            {
                _gate.Want();
            }
        }
    }

    // data_version changes when another connection has committed (sqlite.org/pragma.html#pragma_data_version); our own commits don't count.
    private bool KeysMayHaveChanged()
    {
        long version = _dataVersion.RunScalar();
        if (version == _knownVersion)
        {
            return false;
        }

        _keys.Clear();
        _audit.Forget();
        _last = _lastNumber.RunScalar();
        _knownVersion = version;
        return true;
    }

    private void InsertAccepted()
    {
        int count = _accepted.Count;
        if (_tokens.Length < count)
        {
            _tokens = new string[count];
            _nonces = new byte[count * InviteTokenCipher.NonceSize];
        }

        Span<byte> nonces = _nonces.AsSpan(0, count * InviteTokenCipher.NonceSize);
        RandomNumberGenerator.Fill(nonces);
        _cipher.Make(_last + 1, nonces, _tokens.AsSpan(0, count));
        for (int i = 0; i < count; i++)
        {
            (InviteWrite write, SqliteKey key) = _accepted[i];
            Insert(
                write,
                key,
                _last + 1 + i,
                nonces.Slice(i * InviteTokenCipher.NonceSize, InviteTokenCipher.NonceSize));
        }

        _last += count;
    }

    private void NoteAccepted()
    {
        _audit.Clear();
        for (int i = 0; i < _accepted.Count; i++)
        {
            _audit.Add(_accepted[i].Write.Request, _tokens[i]);
        }

        _audit.Write();
    }

    private void Insert(InviteWrite write, SqliteKey key, long number, ReadOnlySpan<byte> nonce)
    {
        ref readonly InviteRequest request = ref write.Request;
        InviteCeilings ceilings = key.Key.Limits.Invites;
        long expires = ceilings.End(request.Use.At, request.ExpiresAt);
        _insert.Bind(1, number);
        _insert.Bind(2, nonce);
        _insert.Bind(3, (long)request.Kind);
        _insert.Bind(4, key.Host);
        _insert.Bind(5, key.Number);
        _insert.Bind(6, request.Use.At);
        _insert.Bind(7, expires);
        _insert.Bind(8, ceilings.UsesOf(request.Kind));
        _insert.BindText(9, InviteRow.TextOf(ceilings.GroupsOf(request.Kind)));
        _insert.BindText(10, InviteRow.TextOf(ceilings.RolesOf(request.Kind)));
        _insert.BindText(11, request.Username);
        _insert.Run();
        _ledger.Stored(key, number, expires);
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
