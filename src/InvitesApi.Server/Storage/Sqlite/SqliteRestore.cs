using System.Globalization;
using InvitesApi.Server.Audit;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Files;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>
/// Puts a backup in the place of a database. Nobody may have that open: SQLite itself tells, as it gives up a write-ahead log for its last user
/// alone.
/// </summary>
internal static class SqliteRestore
{
    private const uint Root = 0;

    /// <summary>Restores a backup.</summary>
    /// <param name="backup">The backup.</param>
    /// <param name="path">The database. Where there is none, it is made.</param>
    /// <param name="keep">Whether the one that is there is kept beside.</param>
    /// <param name="wait">How to wait for locks, and what ends the work.</param>
    public static RestoredDatabase Run(string backup, string path, bool keep, DatabaseWait wait)
    {
        RequirePlace(path);
        using SqliteConnection? alone = File.Exists(path) ? TakeAlone(path, wait) : null;
        using SqliteConnection source = OpenBackup(backup, wait);
        string beside = OwnFiles.Beside(path);
        try
        {
            OwnFiles.MakeFolderOf(path);
            SqliteBackup.Copy(source, backup, beside, wait);
            Note(beside, path);
            string? warning = KeepOwner(beside, path);
            if (OperatingSystem.IsWindows())
            {
                alone?.Dispose(); // an open file can't be replaced there
            }

            return new RestoredDatabase(Replace(beside, path, alone is not null, keep), warning);
        }
        finally
        {
            OwnFiles.Discard(beside);
        }
    }

    private static void RequirePlace(string path)
    {
        for (string? above = Path.GetDirectoryName(path); above is not null; above = Path.GetDirectoryName(above))
        {
            if (File.Exists(above))
            {
                throw new InviteException(
                    InviteFault.DatabaseUnavailable, $"The database '{path}' can't be made: '{above}' is no folder. Give another path.", path);
            }
        }

        if (Directory.Exists(path))
        {
            throw SqliteFaults.IsFolder(path);
        }
    }

    private static SqliteConnection TakeAlone(string path, DatabaseWait wait)
    {
        SqliteConnection connection = SqliteFile.Look(path, wait);
        try
        {
            connection.Run("PRAGMA journal_mode = DELETE");
            connection.Run("BEGIN EXCLUSIVE");
            return connection;
        }
        catch (SqliteException error)
        {
            connection.Dispose();
            InviteException fault = SqliteFaults.Translate(error, path);
            throw fault.Fault == InviteFault.DatabaseBusy
                ? new InviteException(
                    InviteFault.DatabaseInUse,
                    $"The database '{path}' is in use. Stop the servers and sessions that have it open, and try again. It was left as it is.",
                    path)
                : fault;
        }
    }

    private static SqliteConnection OpenBackup(string backup, DatabaseWait wait)
    {
        if (!File.Exists(backup))
        {
            throw new InviteException(InviteFault.DatabaseUnavailable, $"There is no backup '{backup}'. Give the path of one.", backup);
        }

        SqliteConnection connection = SqliteFile.Look(backup, wait);
        try
        {
            if (connection.Scalar("PRAGMA user_version") is 0L)
            {
                throw new InviteException(InviteFault.DatabaseForeign, $"'{backup}' is empty: it is no backup.", backup);
            }

            SqliteBackup.RequireSound(connection, backup);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // In the file before it is anybody's: a restore without its entry, or an entry without its restore, there is not.
    private static void Note(string beside, string path)
    {
        try
        {
            using SqliteConnection copy = SqliteBackup.OpenCopy(beside);
            Migrations.Run(copy, path);
            using SqliteTransaction transaction = copy.BeginTransaction(deferred: false);
            new Auditor(AuditTable.Own, path, AuditActor.Shell, TimeProvider.System).Write(copy, AuditNote.DatabaseRestored());
            transaction.CommitForSure();
        }
        catch (SqliteException error)
        {
            throw SqliteFaults.Translate(error, beside);
        }
    }

    // The server that uses the database may be another user's than who restores, who is often root: it must be able to open the new one. Where the
    // old one is lost, its folder tells of it to root alone, as in /tmp that would say nothing.
    private static string? KeepOwner(string beside, string path)
    {
        bool isThere = File.Exists(path);
        if (FileOwner.Of(beside) is not { } mine
            || FileOwner.Of(isThere ? path : Path.GetDirectoryName(path)!) is not { } owner
            || owner == mine
            || (isThere && owner.TryTake(beside))
            || owner.User == mine.User
            || !(isThere || mine.User == Root))
        {
            return null;
        }

        string whose = isThere ? "the one that it replaces" : "its folder";
        return $"The database '{path}' is yours alone, and {whose} is of user {owner.User}, who can't open it. If a server of that user has it, run: "
            + $"chown {owner} {ExposedFiles.Quote(path)}";
    }

    // At every moment one of the two is at the path: the old one until the new one is whole and on disk.
    private static string? Replace(string beside, string path, bool isThere, bool keep)
    {
        if (isThere)
        {
            string? kept = keep ? FreeName(path + ".before-restore") : null;
            File.Replace(beside, path, kept);
            return kept;
        }

        // A log without its file would be taken for that of the new one.
        foreach (string suffix in LogBeside.Suffixes)
        {
            File.Delete(path + suffix);
        }

        File.Move(beside, path);
        return null;
    }

    private static string FreeName(string path)
    {
        string free = path;
        for (int i = 2; File.Exists(free); i++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{path}.{i}");
        }

        return free;
    }
}
