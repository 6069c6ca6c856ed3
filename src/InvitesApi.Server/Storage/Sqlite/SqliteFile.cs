using InvitesApi.Server.Faults;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>One file: makes it, opens connections to it, and sets them up alike.</summary>
internal sealed class SqliteFile
{
    /// <summary>How long a statement waits for a lock that another process holds.</summary>
    public static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(10);

    private readonly string _connectionString;

    static SqliteFile() => SQLitePCL.Batteries_V2.Init();

    private SqliteFile(string path)
    {
        Path = path;
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            ForeignKeys = true,
            DefaultTimeout = (int)BusyTimeout.TotalSeconds,

            // A pool would keep the file open after the last of us has let go of it.
            Pooling = false,
        }.ConnectionString;
    }

    /// <summary>The full path.</summary>
    public string Path { get; }

    /// <summary>Finds or makes the file and brings it to the present schema.</summary>
    /// <exception cref="InviteException">One of the <c>Database…</c> faults.</exception>
    public static SqliteFile Prepare(string path)
    {
        if (Directory.Exists(path))
        {
            throw new InviteException(
                InviteFault.DatabaseUnavailable,
                $"'{path}' is a folder. Give the path of a file in it, such as {System.IO.Path.Combine(path, "invites.db")}.",
                path);
        }

        var file = new SqliteFile(path);
        try
        {
            CreateIfMissing(path);
            using SqliteConnection connection = file.OpenRaw();
            if (!Migrations.Check(connection, path))
            {
                Execute(connection, "PRAGMA journal_mode = WAL");
                Migrations.Run(connection, path);
            }
        }
        catch (SqliteException error)
        {
            throw SqliteFaults.Translate(error, path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new InviteException(
                InviteFault.DatabaseUnavailable,
                $"The database '{path}' can't be made: {error.Message}",
                path,
                error);
        }

        return file;
    }

    /// <summary>Opens a connection that is durable: what it has committed survives a power cut (WAL with synchronous=FULL).</summary>
    public SqliteConnection Open()
    {
        try
        {
            SqliteConnection connection = OpenRaw();
            Execute(connection, "PRAGMA synchronous = FULL");

            // A plain fsync of macOS stops at the drive's cache (sqlite.org/pragma.html#pragma_fullfsync). Elsewhere it means nothing.
            Execute(connection, "PRAGMA fullfsync = ON");
            return connection;
        }
        catch (SqliteException error)
        {
            throw SqliteFaults.Translate(error, Path);
        }
    }

    private SqliteConnection OpenRaw()
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            SQLitePCL.raw.sqlite3_busy_timeout(connection.Handle, (int)BusyTimeout.TotalMilliseconds);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // Made by us and not by SQLite, so that nobody else can read it from its first moment on. SQLite gives -wal and -shm the same mode.
    private static void CreateIfMissing(string path)
    {
        if (File.Exists(path))
        {
            return;
        }

        string? folder = System.IO.Path.GetDirectoryName(path);
        if (folder is not null)
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
            }
            else
            {
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }

        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        new FileStream(path, options).Dispose();
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
