using InvitesApi.Server.Keys;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>
/// Writes down uses of keys that make no invite. Who only reads is answered whether that can be written or not: on a disk that is full or can be read
/// only, and while another process holds the lock, it is left to a later use.
/// </summary>
/// <param name="time">What tells the time.</param>
internal sealed class UseNotes(TimeProvider time)
{
    // A use is written down once in this time, as reading must not cost a write.
    private static readonly TimeSpan NotedEvery = TimeSpan.FromMinutes(1);

    // For so long it is not tried again where it could not be written.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private static readonly int[] Passing =
        [raw.SQLITE_BUSY, raw.SQLITE_LOCKED, raw.SQLITE_READONLY, raw.SQLITE_IOERR, raw.SQLITE_FULL];

    private long? _failed;

    /// <summary>Writes a use down, if it tells something new.</summary>
    /// <param name="connection">The connection, outside of a transaction.</param>
    /// <param name="usage">What is written of the key's use.</param>
    /// <param name="use">The use.</param>
    /// <param name="write">Writes it with the connection, which waits for no lock meanwhile.</param>
    public void Write(SqliteConnection connection, KeyUsage usage, in KeyUse use, Action write)
    {
        bool isNew = usage.LastUsedAt is not { } last || use.At - last.ToUnixTimeSeconds() >= NotedEvery.TotalSeconds;
        if (!isNew || (_failed is { } failed && time.GetElapsedTime(failed) < Pause))
        {
            return;
        }

        try
        {
            BusyWait.Without(connection.Handle!, write);
            _failed = null;
        }
        catch (SqliteException error) when (Passing.Contains(error.SqliteErrorCode))
        {
            _failed = time.GetTimestamp();
        }
    }
}
