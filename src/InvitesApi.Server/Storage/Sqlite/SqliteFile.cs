using InvitesApi.Server.Faults;
using InvitesApi.Server.Files;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>One file: makes it, opens connections to it, and sets them up alike.</summary>
internal sealed class SqliteFile
{
    private readonly string _connectionString;
    private readonly BusyWait _busy;
    private readonly LogBeside _log;
    private int _generation;
    private readonly Lock _turn = new();
    private int _checked;
    private byte[]? _secret;

    static SqliteFile() => SQLitePCL.Batteries_V2.Init();

    private SqliteFile(string path, DatabaseWait wait)
    {
        Path = path;
        _busy = new BusyWait(wait);
        _log = new LogBeside(path);
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            ForeignKeys = true,

            // The provider tries again for so many seconds what is still locked after our own wait; it takes no less, and 0 for ever.
            DefaultTimeout = 1,

            // A pool would keep the file open after the last of us has let go of it.
            Pooling = false,
        }.ConnectionString;
    }

    /// <summary>The full path.</summary>
    public string Path { get; }

    /// <summary>A number that changes when another file was found at the path: what was read of the one before means nothing then.</summary>
    public int Generation => Volatile.Read(ref _generation);

    /// <summary>Finds or makes the file and brings it to the present schema.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="wait">How to wait for locks; null: as usual.</param>
    /// <exception cref="InviteException">One of the <c>Database…</c> faults.</exception>
    public static SqliteFile Prepare(string path, DatabaseWait? wait = null)
    {
        if (Directory.Exists(path))
        {
            throw SqliteFaults.IsFolder(path);
        }

        var file = new SqliteFile(path, wait ?? new DatabaseWait());
        try
        {
            CreateIfMissing(path);
            using SqliteConnection connection = file.OpenRaw();
            file.BringUp(connection);
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

    /// <summary>Opens a file that is there and leaves it as it is.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="wait">How to wait for locks.</param>
    /// <exception cref="InviteException">It is another program's or of a newer version, or another of the <c>Database…</c> faults.</exception>
    public static SqliteConnection Look(string path, DatabaseWait wait)
    {
        SqliteConnection? connection = null;
        try
        {
            connection = new SqliteFile(path, wait).OpenRaw();
            Migrations.Check(connection, path);
            return connection;
        }
        catch (Exception error)
        {
            connection?.Dispose();
            if (error is SqliteException reported)
            {
                throw SqliteFaults.Translate(reported, path);
            }

            throw;
        }
    }

    /// <summary>Opens a connection that is durable: what it has committed survives a power cut (WAL with synchronous=FULL).</summary>
    public SqliteConnection Open()
    {
        SqliteConnection? connection = null;
        try
        {
            connection = OpenRaw();
            Execute(connection, "PRAGMA synchronous = FULL");

            // A plain fsync of macOS stops at the drive's cache (sqlite.org/pragma.html#pragma_fullfsync). Elsewhere it means nothing.
            Execute(connection, "PRAGMA fullfsync = ON");

            // 4 MiB: room for the inner pages of ten million invites, which the outer ones push out of SQLite's usual two.
            Execute(connection, "PRAGMA cache_size = -4096");
            Recognise(connection);
            _log.Remember();
            return connection;
        }
        catch (Exception error)
        {
            connection?.Dispose();
            if (error is SqliteException reported)
            {
                throw SqliteFaults.Translate(reported, Path);
            }

            throw;
        }
    }

    /// <summary>Whether a connection's file is no longer the one at the path. Then <see cref="Generation"/> is another, for all.</summary>
    public bool HasMoved(SqliteConnection connection)
    {
        if (!connection.HasMoved())
        {
            return false;
        }

        Interlocked.Increment(ref _generation);
        return true;
    }

    // Another file may have been put in the place of ours, and that may be any: it is told by its secret.
    private void Recognise(SqliteConnection connection)
    {
        lock (_turn)
        {
            int generation = Generation;
            if (_checked != generation)
            {
                BringUp(connection);
                _checked = generation; // not before: who fails tries again, and who comes meanwhile waits
            }
        }

        byte[] secret = ReadSecret(connection);
        if (Interlocked.Exchange(ref _secret, secret) is { } known && !known.AsSpan().SequenceEqual(secret))
        {
            Interlocked.Increment(ref _generation);
        }
    }

    private byte[] ReadSecret(SqliteConnection connection)
    {
        try
        {
            return InviteTable.TokenSecret(connection);
        }
        catch (SqliteException)
        {
            BringUp(connection); // which says what is wrong with it, or mends it
            return InviteTable.TokenSecret(connection);
        }
    }

    private void BringUp(SqliteConnection connection)
    {
        if (Migrations.Check(connection, Path) && IsWriteAhead(connection))
        {
            return;
        }

        Execute(connection, "PRAGMA journal_mode = WAL"); // a restored backup has none
        Migrations.Run(connection, Path);
    }

    private static bool IsWriteAhead(SqliteConnection connection) => connection.Scalar("PRAGMA journal_mode") is "wal";

    private SqliteConnection OpenRaw()
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            connection.Remember(Path);
            _busy.Attach(connection.Handle!);
            _log.RequireOwn(connection);
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

        OwnFiles.MakeFolderOf(path);
        new FileStream(path, OwnFiles.Options(FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete)).Dispose();
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
