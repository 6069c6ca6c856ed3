using InvitesApi.Server.Audit;
using SQLitePCL;

namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>
/// Appends entries to the audit trail, for the inside of a transaction that has the lock of the file: nobody else can append between the look at
/// the last entry and the next. For one thread.
/// </summary>
internal sealed class AuditAppender : IDisposable
{
    private readonly RawStatement _head;
    private readonly RawStatement _genesis;
    private readonly RawStatement _insert;
    private readonly Auditor _auditor;
    private (long Number, byte[] Hash)? _last; // null: to be read

    /// <summary>Prepares the statements.</summary>
    /// <param name="database">The connection. It outlives this.</param>
    /// <param name="path">The file, for messages.</param>
    /// <param name="auditor">In whose name entries are written.</param>
    public AuditAppender(sqlite3 database, string path, Auditor auditor)
    {
        _auditor = auditor;
        _head = new RawStatement(database, path, auditor.Table.SelectHead);
        _genesis = new RawStatement(database, path, auditor.Table.SelectGenesis);
        _insert = new RawStatement(database, path, auditor.Table.Insert);
    }

    /// <summary>Appends an entry.</summary>
    /// <param name="note">What it tells.</param>
    public void Append(AuditNote note)
    {
        (long last, byte[] before) = _last ?? Head();
        AuditEntry entry = _auditor.EntryOf(note, last + 1);
        byte[] hash = AuditChain.HashOf(before, entry);
        _insert.Bind(1, entry.Number);
        _insert.Bind(2, entry.Second);
        _insert.Bind(3, entry.Actor.AsSpan());
        _insert.Bind(4, entry.Action.AsSpan());
        _insert.Bind(5, entry.VirtualHost.AsSpan());
        _insert.Bind(6, entry.Subject.AsSpan());
        _insert.Bind(7, entry.Detail.AsSpan());
        _insert.Bind(8, hash);
        _insert.Run();
        _last = (entry.Number, hash);
    }

    /// <summary>Forgets the last entry: another connection may have appended, or what was appended here was rolled back.</summary>
    public void Forget() => _last = null;

    /// <inheritdoc/>
    public void Dispose()
    {
        _insert.Dispose();
        _genesis.Dispose();
        _head.Dispose();
    }

    private (long Number, byte[] Hash) Head()
    {
        try
        {
            if (_head.Step())
            {
                return (_head.Int64(0), _head.Blob(1).ToArray());
            }
        }
        finally
        {
            _head.Reset();
        }

        try
        {
            return (0, _genesis.Step() ? _genesis.Blob(0).ToArray() : []);
        }
        finally
        {
            _genesis.Reset();
        }
    }
}
