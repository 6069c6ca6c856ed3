using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>Open connections that wait for their next use. Unlike the provider's own pool, it lets go of the file at its end.</summary>
/// <param name="open">Opens one more.</param>
/// <param name="path">The file, for messages.</param>
internal sealed class ConnectionPool(Func<SqliteConnection> open, string path) : IDisposable
{
    private readonly ConcurrentBag<SqliteConnection> _idle = [];
    private volatile bool _disposed;

    /// <summary>Uses a connection.</summary>
    /// <typeparam name="T">What the use yields.</typeparam>
    /// <param name="use">The use. The connection is its alone while it runs.</param>
    public T Use<T>(Func<SqliteConnection, T> use)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return Use(_idle.TryTake(out SqliteConnection? idle) ? idle : open(), use, keep: true);
    }

    /// <summary>Uses a connection that was not open before, and closes it.</summary>
    /// <typeparam name="T">What the use yields.</typeparam>
    /// <param name="use">The use.</param>
    public T UseNew<T>(Func<SqliteConnection, T> use)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return Use(open(), use, keep: false);
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

    private T Use<T>(SqliteConnection connection, Func<SqliteConnection, T> use, bool keep)
    {
        bool reusable = false;
        try
        {
            T result = use(connection);
            reusable = keep;
            return result;
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
