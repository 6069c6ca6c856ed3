using InvitesApi.Server.Faults;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>Says in words what SQLite says in numbers (sqlite.org/rescode.html).</summary>
internal static class SqliteFaults
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int IoError = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CantOpen = 14;
    private const int Protocol = 15; // the lock that a read begins with was not to be had in a hundred attempts
    private const int NotADatabase = 26;
    private const int NoRoomForIndex = 4874; // SQLITE_IOERR_SHMSIZE

    /// <summary>The fault for an error of SQLite.</summary>
    /// <param name="error">What SQLite reported.</param>
    /// <param name="path">The file.</param>
    public static InviteException Translate(SqliteException error, string path) =>
        Describe(error.SqliteErrorCode, error.SqliteExtendedErrorCode, path, error);

    /// <summary>The fault where the file was replaced while it was used, again and again.</summary>
    /// <param name="path">The file.</param>
    public static InviteException Replaced(string path) => new(
        InviteFault.DatabaseBusy, $"The file of the database '{path}' was replaced while it was used. Try again.", path);

    /// <summary>The fault where a folder is at the path.</summary>
    /// <param name="path">The path.</param>
    public static InviteException IsFolder(string path) => new(
        InviteFault.DatabaseUnavailable, $"'{path}' is a folder. Give the path of a file in it, such as {Path.Combine(path, "invites.db")}.", path);

    /// <summary>The fault for a result code of SQLite.</summary>
    /// <param name="code">The primary code.</param>
    /// <param name="extendedCode">The extended code, which goes into the message where nothing better is known.</param>
    /// <param name="path">The file.</param>
    /// <param name="cause">The exception that brought it, if one did.</param>
    public static InviteException Describe(int code, int extendedCode, string path, Exception? cause = null)
    {
        (InviteFault fault, string message) = code switch
        {
            Busy or Locked or Protocol => (
                InviteFault.DatabaseBusy,
                $"Another process has held the database '{path}' for too long. Try again."),
            ReadOnly => (
                InviteFault.DatabaseReadOnly,
                $"The database '{path}' can't be written. Give this user the right to write the file and its folder."),
            Full or IoError when code == Full || extendedCode == NoRoomForIndex => (
                InviteFault.DatabaseFull,
                $"The disk of the database '{path}' is full. Make room and try again; nothing was stored."),
            CantOpen when !File.Exists(path) => (
                InviteFault.DatabaseUnavailable,
                $"The file of the database '{path}' is gone. Put it back, or restore a backup with Restore-InviteDatabase. A server goes on by "
                + "itself then."),
            NotADatabase or Corrupt => (
                InviteFault.DatabaseForeign,
                $"'{path}' is no SQLite database, or a damaged one. Give another path. The file was left as it is."),
            _ => (
                InviteFault.DatabaseUnavailable,
                $"The database '{path}' can't be used: {SQLitePCL.raw.sqlite3_errstr(extendedCode).utf8_to_string()} "
                + $"(SQLite code {extendedCode}). Check the path, the rights of the file and its folder, and the disk."),
        };
        return new InviteException(fault, message, path, cause);
    }
}
