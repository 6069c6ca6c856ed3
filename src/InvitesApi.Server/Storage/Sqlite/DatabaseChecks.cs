using InvitesApi.Server.Audit;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Files;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>What may be wrong with a file of ours.</summary>
internal static class DatabaseChecks
{
    private const int MostComplaints = 20;
    private const long LeastSpace = 64L << 20; // bytes: a write-ahead log of its usual size, and some days
    private const long FirstWithTrail = 3; // Schema/003.sql

    // The next check is a method and a line here.
    private static readonly Func<SqliteConnection, string, IEnumerable<DatabaseFinding>>[] All =
        [Integrity, ForeignKeys, AuditChain, Schema, Journal, Rights, Space];

    /// <summary>Makes all checks.</summary>
    /// <param name="path">The file.</param>
    /// <param name="wait">How to wait for locks, and what ends the work.</param>
    public static IReadOnlyList<DatabaseFinding> Run(string path, DatabaseWait wait)
    {
        using SqliteConnection connection = SqliteFile.Look(path, wait);
        var findings = new List<DatabaseFinding>();
        foreach (Func<SqliteConnection, string, IEnumerable<DatabaseFinding>> check in All)
        {
            wait.Stop.ThrowIfCancellationRequested();
            try
            {
                findings.AddRange(check(connection, path));
            }
            catch (SqliteException error) when (SqliteFaults.Translate(error, path) is { Fault: not InviteFault.DatabaseBusy } fault)
            {
                findings.Add(new DatabaseFinding("integrity", IsError: true, fault.Message, path));
            }
            catch (SqliteException error)
            {
                throw SqliteFaults.Translate(error, path);
            }
        }

        return findings;
    }

    private static List<DatabaseFinding> Integrity(SqliteConnection connection, string path) => [.. connection.Rows(
        $"PRAGMA integrity_check({MostComplaints})",
        row => row.GetString(0)).Where(complaint => complaint != "ok").Select(complaint => new DatabaseFinding(
            "integrity", IsError: true, $"SQLite finds it damaged: {complaint}. Restore a backup with Restore-InviteDatabase.", path))];

    private static List<DatabaseFinding> ForeignKeys(SqliteConnection connection, string path) => [.. connection.Rows(
        "SELECT \"table\", \"parent\", count(*) FROM pragma_foreign_key_check GROUP BY 1, 2",
        row => new DatabaseFinding(
            "foreignKeys",
            IsError: true,
            $"{row.GetInt64(2)} rows of the table {row.GetString(0)} belong to rows of {row.GetString(1)} that are not there. Restore a backup.",
            path))];

    private static IEnumerable<DatabaseFinding> AuditChain(SqliteConnection connection, string path)
    {
        if (connection.Scalar("PRAGMA user_version") is < FirstWithTrail)
        {
            return [];
        }

        try
        {
            var walk = new AuditWalk(AuditTable.Own.Genesis(connection));
            while (walk.Take(AuditTable.Own.Read(connection, walk.Last, AuditWalk.Stretch)))
            {
                // The next stretch follows.
            }

            return [];
        }
        catch (InviteException fault) when (fault.Fault == InviteFault.AuditChainBroken)
        {
            return [new DatabaseFinding("auditChain", IsError: true, $"{fault.Message} Compare it with a backup from before.", path)];
        }
    }

    private static IEnumerable<DatabaseFinding> Schema(SqliteConnection connection, string path)
    {
        if (connection.Scalar("PRAGMA user_version") is long version and not Migrations.CurrentVersion)
        {
            yield return new DatabaseFinding(
                "schema",
                IsError: false,
                $"It has schema version {version}; the next cmdlet or server that uses it brings it to {Migrations.CurrentVersion}.",
                path);
        }
    }

    private static IEnumerable<DatabaseFinding> Journal(SqliteConnection connection, string path)
    {
        if (connection.Scalar("PRAGMA journal_mode") is string mode and not "wal")
        {
            yield return new DatabaseFinding(
                "journal",
                IsError: false,
                $"It has the journal mode {mode}, as a backup has; the next cmdlet or server that uses it turns it to wal.",
                path);
        }
    }

    private static IEnumerable<DatabaseFinding> Rights(SqliteConnection connection, string path) =>
        ExposedFiles.OfDatabase(path).Select(message => new DatabaseFinding("rights", IsError: false, message, path));

    private static IEnumerable<DatabaseFinding> Space(SqliteConnection connection, string path)
    {
        long free = new DriveInfo(path).AvailableFreeSpace;
        if (free < LeastSpace)
        {
            yield return new DatabaseFinding(
                "space", IsError: false, $"Its disk has {free >> 20} MiB left. Make room before it is full: then no invite can be made.", path);
        }
    }
}
