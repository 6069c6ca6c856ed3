using InvitesApi.Server.Faults;
using InvitesApi.Server.Files;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>Copies a database page by page (sqlite.org/backup.html): readers and writers go on meanwhile.</summary>
internal static class SqliteBackup
{
    // Between two steps Ctrl+C is heard: 16 MiB.
    private const int PagesAStep = 4096;

    /// <summary>Makes a backup: one file, without a write-ahead log beside it, that passes SQLite's own check.</summary>
    /// <param name="path">The database.</param>
    /// <param name="target">The backup. What is there is replaced once the new one is whole.</param>
    /// <param name="wait">How to wait for locks, and what ends the work.</param>
    public static void Make(string path, string target, DatabaseWait wait)
    {
        using SqliteConnection source = SqliteFile.Look(path, wait);
        OwnFiles.Replace(target, beside => Copy(source, path, beside, wait));
    }

    /// <summary>Copies a database into a new file, which is its owner's alone, and checks the copy.</summary>
    /// <param name="source">The database.</param>
    /// <param name="path">Its path, for messages.</param>
    /// <param name="target">The file, which is not there yet.</param>
    /// <param name="wait">How to wait for locks, and what ends the work.</param>
    public static void Copy(SqliteConnection source, string path, string target, DatabaseWait wait)
    {
        OwnFiles.Create(target).Dispose();
        try
        {
            using SqliteConnection copy = OpenCopy(target);
            CopyPages(source, copy, target, wait.Stop);

            // Whoever takes the file elsewhere must not need a second one; who opens it for use turns the log on again.
            copy.Run("PRAGMA journal_mode = DELETE");
            RequireSound(copy, path);
        }
        catch (SqliteException error)
        {
            throw SqliteFaults.Translate(error, target);
        }
    }

    /// <summary>Opens a copy that nobody else has.</summary>
    /// <param name="path">Its path.</param>
    public static SqliteConnection OpenCopy(string path)
    {
        var copy = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
        }.ConnectionString);
        copy.Open();
        return copy;
    }

    /// <summary>Refuses a database that SQLite finds damaged.</summary>
    /// <param name="connection">A connection to it.</param>
    /// <param name="path">Its path, for messages.</param>
    public static void RequireSound(SqliteConnection connection, string path)
    {
        if (connection.Scalar("PRAGMA integrity_check(1)") is not "ok" and var complaint)
        {
            throw new InviteException(
                InviteFault.DatabaseDamaged,
                $"The database '{path}' is damaged: {complaint}. Restore an older backup, or see what can be saved with SQLite's .recover.",
                path);
        }
    }

    private static void CopyPages(SqliteConnection source, SqliteConnection copy, string target, CancellationToken stop)
    {
        // In one read transaction: else every commit of another would make it begin anew.
        using SqliteTransaction moment = source.BeginTransaction(deferred: true);
        source.Scalar("SELECT count(*) FROM sqlite_schema");
        int code;
        using (sqlite3_backup backup = raw.sqlite3_backup_init(copy.Handle, "main", source.Handle, "main"))
        {
            do
            {
                stop.ThrowIfCancellationRequested();
                code = raw.sqlite3_backup_step(backup, PagesAStep);
            }
            while (code == raw.SQLITE_OK);
        }

        if (code != raw.SQLITE_DONE)
        {
            throw SqliteFaults.Describe(code & 0xFF, code, target);
        }
    }
}
