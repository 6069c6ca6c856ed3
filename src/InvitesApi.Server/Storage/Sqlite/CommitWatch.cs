using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>
/// Tells from memory, without a system call, whether anybody has committed since a moment: every commit of every process changes the header of
/// the WAL-index (sqlite.org/walformat.html §2.1), which SQLite itself compares for that at the start of each read. For one thread, and good as
/// long as its connection.
/// </summary>
internal sealed class CommitWatch
{
    private const int HeaderWords = 48 / sizeof(long);
    private const int IndexPage = 32 * 1024;

    // Where a function is in sqlite3_io_methods (sqlite.org/c3ref/io_methods.html): after the version come twelve of version 1.
    private const int ShmMapSlot = 13;
    private const int VersionWithShm = 2;

    private readonly long[] _seen = new long[HeaderWords];
    private readonly nint _header;

    /// <summary>Finds the header.</summary>
    /// <param name="connection">A connection. While it is open, nobody can give the write-ahead log up.</param>
    public CommitWatch(SqliteConnection connection)
    {
        // Without a write-ahead log there is no index, and SQLite must not be asked for one. The question also makes it open what there is.
        nint file = connection.Scalar("PRAGMA journal_mode") is "wal" ? FileControl.FileOf(connection) : 0;
        if (file == 0)
        {
            return;
        }

        nint methods = Marshal.ReadIntPtr(file);
        nint shmMap = methods != 0 && Marshal.ReadInt32(methods) >= VersionWithShm ? Marshal.ReadIntPtr(methods, ShmMapSlot * nint.Size) : 0;
        if (shmMap != 0
            && Marshal.GetDelegateForFunctionPointer<ShmMap>(shmMap)(file, 0, IndexPage, 0, out nint page) == 0)
        {
            _header = page;
        }
    }

    private delegate int ShmMap(nint file, int page, int size, int extend, out nint address);

    /// <summary>Whether there was no commit since <see cref="Look"/>; false where that can't be told.</summary>
    public bool IsAsSeen
    {
        get
        {
            Interlocked.MemoryBarrier();
            for (int i = 0; i < HeaderWords; i++)
            {
                if (_header == 0 || Marshal.ReadInt64(_header, i * sizeof(long)) != _seen[i])
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>Remembers the present moment. What is read of the file after it is as it was then, or newer.</summary>
    public void Look()
    {
        if (_header != 0)
        {
            Marshal.Copy(_header, _seen, 0, HeaderWords);
            Interlocked.MemoryBarrier();
        }
    }
}
