using InvitesApi.Server.Faults;
using InvitesApi.Server.Files;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>Commits that are believed only where the disk still takes changes after them. Every transaction that somebody is told of ends so.</summary>
internal static class SureCommit
{
    /// <summary>Commits a transaction.</summary>
    /// <exception cref="InviteException"><see cref="InviteFault.DatabaseUnavailable"/>: nobody knows whether it is on the disk.</exception>
    public static void CommitForSure(this SqliteTransaction transaction)
    {
        string path = transaction.Connection!.DataSource; // a transaction that has ended has none
        transaction.Commit();
        RequireDisk(path);
    }

    /// <summary>Runs a statement that commits.</summary>
    /// <param name="commit">The statement.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="InviteException"><see cref="InviteFault.DatabaseUnavailable"/>: nobody knows whether it is on the disk.</exception>
    public static void CommitForSure(this RawStatement commit, string path)
    {
        commit.Run();
        RequireDisk(path);
    }

    private static void RequireDisk(string path)
    {
        if (!DiskState.TakesChanges(path))
        {
            throw new InviteException(
                InviteFault.DatabaseUnavailable,
                $"The disk of the database '{path}' failed as it was written: what was changed last may be lost. Mend the disk (dmesg says what is wrong "
                + "with it), and look then whether the change is there.",
                path);
        }
    }
}
