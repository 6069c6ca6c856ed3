using InvitesApi.Server.Faults;
using InvitesApi.Server.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Prosody;

/// <summary>The SQLite file of a Prosody. It is never made here, and its journal mode, its version and its tables stay as they are.</summary>
internal sealed class ProsodyFile
{
    /// <summary>How long a statement waits for a lock that another process holds.</summary>
    public static readonly TimeSpan BusyTimeout = DatabaseWait.UsualPatience;

    private readonly string _connectionString;
    private readonly BusyWait _busy;

    static ProsodyFile() => SQLitePCL.Batteries_V2.Init();

    private ProsodyFile(string path, DatabaseWait wait)
    {
        Path = path;
        _busy = new BusyWait(wait);
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            ForeignKeys = true,
            DefaultTimeout = 1, // seconds that the provider tries on after our own wait
            Pooling = false,
        }.ConnectionString;
    }

    /// <summary>The full path.</summary>
    public string Path { get; }

    /// <summary>Finds the file and looks whether it is a Prosody's.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="wait">How to wait for locks; null: as usual.</param>
    /// <exception cref="InviteException">
    /// <see cref="InviteFault.ProsodyDatabaseNotFound"/>, <see cref="InviteFault.ProsodyDatabaseForeign"/>, or one of the <c>Database…</c> faults.
    /// </exception>
    public static ProsodyFile Find(string path, DatabaseWait? wait = null)
    {
        if (!File.Exists(path))
        {
            throw new InviteException(
                InviteFault.ProsodyDatabaseNotFound,
                $"There is no file '{path}'. Prosody makes it when it starts with storage = \"sql\" and the driver SQLite3; its name is "
                + "prosody.sqlite in Prosody's data folder where nothing else is configured.",
                path);
        }

        var file = new ProsodyFile(path, wait ?? new DatabaseWait());
        using SqliteConnection connection = file.Open();
        try
        {
            RequireTable(connection, path);
            return file;
        }
        catch (SqliteException error)
        {
            throw SqliteFaults.Translate(error, path);
        }
    }

    /// <summary>
    /// Opens a connection that is durable: what it has committed survives a power cut. With a rollback journal that takes EXTRA
    /// (sqlite.org/pragma.html#pragma_synchronous); with a write-ahead log it is the same as FULL.
    /// </summary>
    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            connection.Remember(Path);
            _busy.Attach(connection.Handle!);
            connection.Run("PRAGMA synchronous = EXTRA");
            return connection;
        }
        catch (SqliteException error)
        {
            connection.Dispose();
            throw SqliteFaults.Translate(error, Path);
        }
    }

    private static void RequireTable(SqliteConnection connection, string path)
    {
        var columns = (long)connection.Scalar(
            "SELECT count(*) FROM pragma_table_info('prosody') WHERE name IN ('host', 'user', 'store', 'key', 'type', 'value')")!;
        const int Expected = 6;
        if (columns != Expected)
        {
            throw new InviteException(
                InviteFault.ProsodyDatabaseForeign,
                $"'{path}' is a SQLite database, but not one of Prosody: it lacks the table prosody. Give the file that Prosody's sql option names, "
                + "or leave out 'prosody:' for a database of this module. The file was left as it is.",
                path);
        }
    }
}
