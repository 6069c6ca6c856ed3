using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>Open connections that wait for their next use. Unlike the provider's own pool, it lets go of the file at its end.</summary>
/// <param name="open">Opens one more.</param>
/// <param name="path">The file, for messages.</param>
/// <param name="hasMoved">Whether a connection's file is no longer the one at the path; null: as the connection itself tells.</param>
internal sealed class ConnectionPool(Func<SqliteConnection> open, string path, Func<SqliteConnection, bool>? hasMoved = null) : IDisposable
{
    // Who replaces the file more often than that within one use has no file that could be used.
    private const int MostFiles = 3;

    private readonly Func<SqliteConnection, bool> _hasMoved = hasMoved ?? FileControl.HasMoved;
    private readonly ConcurrentBag<SqliteConnection> _idle = [];
    private volatile bool _disposed;

    /// <summary>Uses a connection to the file that is at the path, before the use and after it.</summary>
    /// <typeparam name="T">What the use yields.</typeparam>
    /// <param name="use">The use. The connection is its alone while it runs. Where the file was replaced meanwhile, it is repeated.</param>
    public T Use<T>(Func<SqliteConnection, T> use)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        for (int file = 1; ; file++)
        {
            if (TryUse(Take(), use, keep: true, out T result))
            {
                return result;
            }

            if (file == MostFiles)
            {
                throw SqliteFaults.Replaced(path);
            }
        }
    }

    /// <summary>Uses a connection that was not open before, and closes it.</summary>
    /// <typeparam name="T">What the use yields.</typeparam>
    /// <param name="use">The use.</param>
    public T UseNew<T>(Func<SqliteConnection, T> use)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return TryUse(open(), use, keep: false, out T result) ? result : throw SqliteFaults.Replaced(path);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryTake(out SqliteConnection? connection))
        {
            connection.Dispose();
        }
    }

    private SqliteConnection Take()
    {
        while (_idle.TryTake(out SqliteConnection? idle))
        {
            if (!_hasMoved(idle))
            {
                return idle;
            }

            idle.Dispose();
        }

        return open();
    }

    private bool TryUse<T>(SqliteConnection connection, Func<SqliteConnection, T> use, bool keep, out T result)
    {
        bool reusable = false;
        try
        {
            result = use(connection);
            bool isCurrent = !_hasMoved(connection);
            reusable = keep && isCurrent;
            return isCurrent;
        }
        catch (SqliteException) when (_hasMoved(connection))
        {
            result = default!;
            return false;
        }
        catch (SqliteException error)
        {
            throw SqliteFaults.Translate(error, path);
        }
        finally
        {
            if (reusable && !_disposed)
            {
                _idle.Add(connection);
            }
            else
            {
                connection.Dispose();
            }
        }
    }
}
