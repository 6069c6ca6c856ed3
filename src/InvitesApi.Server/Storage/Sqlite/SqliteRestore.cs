using System.Globalization;
using InvitesApi.Server.Faults;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>
/// Puts a backup in the place of a database. Nobody may have that open: SQLite itself tells, as it gives up a write-ahead log for its last user
/// alone.
/// </summary>
internal static class SqliteRestore
{
    /// <summary>Restores a backup.</summary>
    /// <param name="backup">The backup.</param>
    /// <param name="path">The database. Where there is none, it is made.</param>
    /// <param name="keep">Whether the one that is there is kept beside.</param>
    /// <param name="wait">How to wait for locks, and what ends the work.</param>
    /// <returns>Where it is kept; null: nowhere.</returns>
    public static string? Run(string backup, string path, bool keep, DatabaseWait wait)
    {
        RequirePlace(path);
        using SqliteConnection? alone = File.Exists(path) ? TakeAlone(path, wait) : null;
        using SqliteConnection source = OpenBackup(backup, wait);
        string beside = path + ".new";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            SqliteBackup.Copy(source, backup, beside, wait);
            if (OperatingSystem.IsWindows())
            {
                alone?.Dispose(); // an open file can't be replaced there
            }

            return Replace(beside, path, alone is not null, keep);
        }
        finally
        {
            File.Delete(beside);
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
