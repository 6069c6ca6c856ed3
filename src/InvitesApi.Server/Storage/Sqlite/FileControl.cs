using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>SQLite's questions about the main file of a connection (sqlite.org/c3ref/file_control.html), which SQLitePCLRaw has no call for.</summary>
internal static class FileControl
{
    private const string Library = "e_sqlite3"; // the one that SQLitePCLRaw has loaded
    private const nint Main = 0; // no name means the main database
    private const int FilePointer = 7; // SQLITE_FCNTL_FILE_POINTER
    private const int HasMovedOperation = 20; // SQLITE_FCNTL_HAS_MOVED
    private const int ReadSlot = 2; // of xRead in sqlite3_io_methods (sqlite.org/c3ref/io_methods.html)

    // It goes with the connection.
    private static readonly ConditionalWeakTable<SqliteConnection, OpenedFile> Opened = [];

    private delegate int Read(nint file, [Out] byte[] buffer, int count, long offset);

    /// <summary>
    /// Whether the file was removed, renamed or replaced by another. Everything that goes to it would be lost with it: SQLite writes on, as the system
    /// keeps it until its last user has closed it. It costs two looks at the path, about a microsecond each. Where a file can't be removed while it is open,
    /// as on Windows, it is false.
    /// </summary>
    public static bool HasMoved(this SqliteConnection connection) =>
        connection.Handle is { } handle
        && ((sqlite3_file_control(handle.DangerousGetHandle(), Main, HasMovedOperation, out int moved) == 0 && moved != 0)
            || (Opened.TryGetValue(connection, out OpenedFile? opened) && FileMark.Of(opened.Path) != opened.Mark));

    /// <summary>
    /// Remembers which file a connection was opened to. SQLite looks at the number of its inode alone, and the copy of a file system that is mounted in
    /// the place of one that has failed has the same.
    /// </summary>
    /// <param name="connection">The connection, right after it was opened.</param>
    /// <param name="path">The file.</param>
    public static void Remember(this SqliteConnection connection, string path)
    {
        if (FileMark.Of(path) is { } mark)
        {
            Opened.AddOrUpdate(connection, new OpenedFile(path, mark));
        }
    }

    /// <summary>The <c>sqlite3_file</c> of a connection, good as long as that; 0 where there is none.</summary>
    public static nint FileOf(SqliteConnection connection) =>
        sqlite3_file_control(connection.Handle!.DangerousGetHandle(), Main, FilePointer, out nint file) == 0 ? file : 0;

    /// <summary>Reads bytes of the file as they are on disk, without a lock.</summary>
    /// <param name="connection">A connection to the file.</param>
    /// <param name="offset">Where they begin.</param>
    /// <param name="bytes">Where they go.</param>
    /// <returns>Whether the file has so many.</returns>
    public static bool TryRead(SqliteConnection connection, long offset, byte[] bytes)
    {
        nint file = FileOf(connection);
        nint methods = file == 0 ? 0 : Marshal.ReadIntPtr(file);
        return methods != 0
            && Marshal.GetDelegateForFunctionPointer<Read>(Marshal.ReadIntPtr(methods, ReadSlot * nint.Size))(file, bytes, bytes.Length, offset) == 0;
    }

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int sqlite3_file_control(nint database, nint name, int operation, out int result);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int sqlite3_file_control(nint database, nint name, int operation, out nint result);

    private sealed record OpenedFile(string Path, FileMark Mark);
}
