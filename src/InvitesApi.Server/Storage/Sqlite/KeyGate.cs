using System.Diagnostics;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Keys;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>
/// Turns away who has no key before the writer is asked: a crowd that guesses must not make those wait who have one. It refuses only where the
/// file surely is as it was read; all others, the writer judges.
/// </summary>
internal sealed class KeyGate(SqliteFile file) : IDisposable
{
    // How long a file that was replaced may go unnoticed where nobody but those who have no key asks.
    private static readonly TimeSpan Blindness = TimeSpan.FromSeconds(1);

    private readonly Lock _turn = new();
    private SqliteConnection? _connection;
    private CommitWatch? _commits;
    private KeyLookup? _lookup;
    private KeyCache? _keys;
    private bool _wanted;
    private bool _closed;
    private long _looked;

    /// <summary>Whether a request has no key that is good here, at this moment.</summary>
    public bool Refuses(in InviteRequest request)
    {
        lock (_turn)
        {
            if (_closed || !IsOfThisFile() || (_commits?.IsAsSeen != true && !TryLook()))
            {
                return false;
            }

            try
            {
                StoredKey? key = _keys!.Find(request.Use.VirtualHost, request.Use.KeyId.Span)?.Key;
                return KeyRules.Judge(key, request.Use) == KeyVerdict.Refused; // whatever it has made so far
            }
            catch (InviteException)
            {
                return false; // the writer meets the same fault, and reports it
            }
        }
    }

    /// <summary>The writer has refused a key: the next may be refused here.</summary>
    public void Want() => Volatile.Write(ref _wanted, true);

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_turn)
        {
            _closed = true;
            _lookup?.Dispose();
            _connection?.Dispose();
        }
    }

    // What was read of a file that is gone says nothing of the one that is there.
    private bool IsOfThisFile()
    {
        if (_connection is null || Stopwatch.GetElapsedTime(_looked) < Blindness)
        {
            return true;
        }

        _looked = Stopwatch.GetTimestamp();
        if (!file.HasMoved(_connection))
        {
            return true;
        }

        _lookup?.Dispose();
        _connection.Dispose();
        (_keys, _lookup, _commits, _connection) = (null, null, null, null);
        return false;
    }

    // Not for each commit: where invites are being made, the writer knows the keys.
    private bool TryLook()
    {
        if (!Volatile.Read(ref _wanted))
        {
            return false;
        }

        _wanted = false;
        try
        {
            _connection ??= file.Open();
            _lookup ??= new KeyLookup(_connection.Handle!, file.Path);
            _keys ??= new KeyCache(_lookup.Find);
            _keys.Clear();
            _commits ??= new CommitWatch(_connection);
            _commits.Look();
            return true;
        }
        catch (InviteException)
        {
            return false;
        }
    }
}
