using System.Globalization;
using InvitesApi.Server.Faults;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>
/// Brings a file to the schema that this program knows. Each step is a file of Schema/, named by the version that it leads to; a step
/// that was released is never changed.
/// </summary>
internal static class Migrations
{
    /// <summary>The version of the schema that this program writes.</summary>
    public const int CurrentVersion = 4;

    // SQLite's application_id: tells our files from other programs' (sqlite.org/fileformat2.html, "Application ID"). "InvA".
    private const int ApplicationId = 0x496E7641;

    /// <summary>Refuses what this program must not touch, before anything is written.</summary>
    /// <returns>Whether the file is as new as this program already.</returns>
    /// <exception cref="InviteException">It is of a newer version, or another program's.</exception>
    public static bool Check(SqliteConnection connection, string path)
    {
        // One transaction: else half of the answer may be from before another process has made the schema, and half from after.
        using SqliteTransaction moment = connection.BeginTransaction(deferred: true);
        return CheckInside(connection, path);
    }

    /// <summary>Runs the steps that are missing. Several processes may try at once: one of them does it.</summary>
    public static void Run(SqliteConnection connection, string path)
    {
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        if (!CheckInside(connection, path))
        {
            for (long version = Pragma(connection, "user_version") + 1; version <= CurrentVersion; version++)
            {
                Execute(connection, Step(version));
                Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {version}"));
            }

            Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}"));
        }

        transaction.CommitForSure();
    }

    private static bool CheckInside(SqliteConnection connection, string path)
    {
        long version = Pragma(connection, "user_version");
        long application = Pragma(connection, "application_id");
        if (application == ApplicationId)
        {
            return version <= CurrentVersion ? version == CurrentVersion : throw new InviteException(
                InviteFault.DatabaseTooNew,
                $"'{path}' has schema version {version}; this module knows versions up to {CurrentVersion}. Update the module. "
                + "The file was left as it is.",
                path);
        }

        using SqliteCommand tables = connection.CreateCommand();
        tables.CommandText = "SELECT count(*) FROM sqlite_schema";
        bool isNew = application == 0 && version == 0 && (long)tables.ExecuteScalar()! == 0;
        return isNew ? false : throw new InviteException(
            InviteFault.DatabaseForeign,
            $"'{path}' is a SQLite database of another program. Give another path. The file was left as it is.",
            path);
    }

    private static string Step(long version)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"Schema/{version:D3}.sql");
        using Stream stream = typeof(Migrations).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly lacks {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static long Pragma(SqliteConnection connection, string name)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "PRAGMA " + name;
        return (long)command.ExecuteScalar()!;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
