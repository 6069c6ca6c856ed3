using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>
/// Moves the write-ahead log into the file beside the writer and not in its way: nearly all of it on a connection and a thread of its own,
/// the few pages that came meanwhile by the writer, after which the log begins anew and stays small.
/// </summary>
internal sealed class Checkpointer(SqliteFile file) : IDisposable
{
    private const int PagesBetween = 4096;

    private SqliteConnection? _connection;
    private Task _running = Task.CompletedTask;
    private bool _finish;
    private int _pagesBefore;

    /// <summary>Called by the writer after each commit.</summary>
    /// <param name="appender">What it writes with.</param>
    public void AfterCommit(InviteAppender appender)
    {
        if (!_running.IsCompleted)
        {
            return;
        }

        if (_finish)
        {
            _finish = false;
            appender.FinishCheckpoint();
            return;
        }

        int pages = appender.PagesWritten;
        if (pages - _pagesBefore >= PagesBetween || pages < _pagesBefore)
        {
            _pagesBefore = pages;
            _finish = true;
            _running = Task.Run(MoveMost);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ((IAsyncResult)_running).AsyncWaitHandle.WaitOne();
        _connection?.Dispose();
    }

    private void MoveMost()
    {
        try
        {
            _connection ??= file.Open();
            raw.sqlite3_wal_checkpoint_v2(_connection.Handle, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _);
        }
        catch (Faults.InviteException)
        {
            // The disk is at fault. The writer meets the same fault and reports it; the log waits.
        }
    }
}
