using InvitesApi.Server.Faults;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>
/// Tells, as far as it can be told, whether the write-ahead log beside a file is that of another one. SQLite itself takes whatever log lies there for the
/// file's own, and would write its pages into it (sqlite.org/howtocorrupt.html §1.4). Nothing here opens the file: to close it again would drop the
/// locks of this process (§2.2).
/// </summary>
/// <param name="path">The file.</param>
internal sealed class LogBeside(string path)
{
    // Where the header of a file has its two versions, and what both are without a write-ahead log (sqlite.org/fileformat2.html §1.3).
    private const int VersionsAt = 18;
    private const byte Legacy = 1;

    private readonly string _log = path + "-wal";

    // A file and its log that were found together.
    private Pair? _pair;

    /// <summary>What SQLite keeps beside a file.</summary>
    public static IReadOnlyList<string> Suffixes { get; } = ["-wal", "-shm", "-journal"];

    /// <summary>Refuses a file beside which the log of another lies. For before anything is read of it.</summary>
    /// <param name="connection">A connection to the file.</param>
    /// <exception cref="InviteException"><see cref="InviteFault.DatabaseLogForeign"/>.</exception>
    public void RequireOwn(SqliteConnection connection)
    {
        if (HasPages() && (IsOfAnother() || (IsLegacy(connection) && HasPages()))) // it may have been given up meanwhile
        {
            throw new InviteException(
                InviteFault.DatabaseLogForeign,
                $"'{_log}' is the write-ahead log of another file than '{path}', which was put there without it. Nothing was touched. Put the file "
                + "back that was there before; or stop all that uses the database, and move the log and what ends in -shm away first.",
                path);
        }
    }

    /// <summary>Remembers that file and log belong together: the file was read with it.</summary>
    public void Remember()
    {
        if (FileMark.Of(path) is { } file && FileMark.Of(_log) is { } log)
        {
            _pair = new Pair(file, log);
        }
    }

    private bool HasPages() => new FileInfo(_log) is { Exists: true, Length: > 0 };

    // A file that has never had a log, or was left by its last user who gave the log up: the log can't be its own.
    private static bool IsLegacy(SqliteConnection connection)
    {
        byte[] versions = new byte[2];
        return FileControl.TryRead(connection, VersionsAt, versions) && versions is [Legacy, Legacy];
    }

    private bool IsOfAnother() => _pair is { } pair && FileMark.Of(_log) == pair.Log && FileMark.Of(path) is { } file && file != pair.File;

    private sealed record Pair(FileMark File, FileMark Log);
}
