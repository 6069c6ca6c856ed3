using InvitesApi.Server.Faults;
using InvitesApi.Server.Storage.Sqlite;

namespace InvitesApi.Server.Storage;

/// <summary>Backs up, restores and checks databases of our own. What Prosody keeps is for Prosody's own tools.</summary>
public static class DatabaseCare
{
    /// <summary>Copies a database as it is at one moment, while others use it. The copy is whole when it gets its name, and its owner's alone.</summary>
    /// <param name="location">Where the database is, as for <see cref="InviteDatabase.Open"/>; it must be there.</param>
    /// <param name="target">The full path of the copy. What is there is replaced.</param>
    /// <param name="wait">How to wait for locks, and what ends the work.</param>
    /// <exception cref="InviteException">One of the <c>Database…</c> faults.</exception>
    /// <exception cref="IOException">The copy can't be written.</exception>
    public static void Backup(string location, string target, DatabaseWait wait)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(wait);
        string database = Existing(location);
        if (string.Equals(Path.GetFullPath(target), database, StringComparison.Ordinal))
        {
            throw new InviteException(
                InviteFault.DatabaseInUse, $"'{target}' is the database itself. Give the backup another path.", target);
        }

        if (LogBeside.Suffixes.Select(suffix => target + suffix).FirstOrDefault(File.Exists) is { } beside)
        {
            throw new InviteException(
                InviteFault.DatabaseInUse,
                $"Beside '{target}' lies '{beside}': a database is in use there, or has left that behind, and it would be taken for the backup's. Give the "
                + "backup another path.",
                target);
        }

        SqliteBackup.Make(database, target, wait);
    }

    /// <summary>
    /// Puts a backup in the place of a database, if the backup is sound and nobody uses the database. The audit trail of the backup goes on with an
    /// entry of it, and the file stays whose it was where that can be.
    /// </summary>
    /// <param name="backup">The full path of the backup.</param>
    /// <param name="location">Where the database is, or shall be.</param>
    /// <param name="keep">Whether the database that is replaced is kept beside.</param>
    /// <param name="wait">How to wait for locks, and what ends the work.</param>
    /// <exception cref="InviteException">One of the <c>Database…</c> faults.</exception>
    /// <exception cref="IOException">The file can't be written.</exception>
    public static RestoredDatabase Restore(string backup, string location, bool keep, DatabaseWait wait)
    {
        ArgumentNullException.ThrowIfNull(wait);
        return SqliteRestore.Run(backup, Own(location), keep, wait);
    }

    /// <summary>Looks for what is wrong with a database, and changes nothing.</summary>
    /// <param name="location">Where it is; it must be there.</param>
    /// <param name="wait">How to wait for locks, and what ends the work.</param>
    /// <returns>What was found; nothing where all is well.</returns>
    /// <exception cref="InviteException">It is none of ours, or can't be opened.</exception>
    public static IReadOnlyList<DatabaseFinding> Check(string location, DatabaseWait wait)
    {
        ArgumentNullException.ThrowIfNull(wait);
        return DatabaseChecks.Run(Existing(location), wait);
    }

    private static string Existing(string location)
    {
        string path = Own(location);
        return File.Exists(path) ? path : throw new InviteException(
            InviteFault.DatabaseUnavailable, $"There is no database '{path}'. Give the path of one, or restore a backup.", path);
    }

    private static string Own(string location)
    {
        (string prefix, string path) = DatabaseLocation.Split(location);
        return prefix.Length == 0 ? Path.GetFullPath(path) : throw new InviteException(
            InviteFault.DatabaseNotOwn,
            $"'{location}' is Prosody's own database. Back it up, restore it and check it together with Prosody, by its own means.",
            location);
    }
}
