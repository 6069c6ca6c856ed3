using System.Globalization;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Prosody;

/// <summary>Our tables in Prosody's file. They are made with the first change, or when invites are first worked with.</summary>
internal static class SideSchema
{
    /// <summary>The version of the schema that this program writes.</summary>
    public const long CurrentVersion = 4;

    /// <summary>Makes the tables where they are missing, and brings those of an older version of this module up to date.</summary>
    /// <exception cref="InviteException"><see cref="InviteFault.DatabaseTooNew"/>.</exception>
    public static void Ensure(SqliteConnection connection, string path)
    {
        if (Version(connection, path) == CurrentVersion)
        {
            return;
        }

        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        for (long version = Version(connection, path) + 1; version <= CurrentVersion; version++) // another process may have made them meanwhile
        {
            connection.Run(Script(version));
            connection.Run("UPDATE invitesapi_setting SET value = $version WHERE name = 'schema_version'", ("$version", version));
        }

        transaction.CommitForSure();
    }

    /// <summary>
    /// Tries whether the file can be written: a row of ours is, as it stands. Where there are no tables one is begun and given up, as the lock alone is
    /// had of a file that can't be written too.
    /// </summary>
    /// <exception cref="InviteException"><see cref="InviteFault.DatabaseTooNew"/>.</exception>
    public static bool Probe(SqliteConnection connection, string path)
    {
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        if (Version(connection, path) == 0)
        {
            connection.Run("CREATE TABLE invitesapi_probe (value)");
            return true; // the transaction is rolled back by its disposal
        }

        connection.Run("UPDATE invitesapi_setting SET value = value WHERE name = 'schema_version'");
        transaction.CommitForSure();
        return true;
    }

    // 0: there are no tables.
    private static long Version(SqliteConnection connection, string path)
    {
        if (connection.Scalar("SELECT 1 FROM sqlite_schema WHERE name = 'invitesapi_setting'") is null)
        {
            return 0;
        }

        long version = Convert.ToInt64(
            connection.Scalar("SELECT value FROM invitesapi_setting WHERE name = 'schema_version'"), CultureInfo.InvariantCulture);
        return version <= CurrentVersion ? version : throw new InviteException(
            InviteFault.DatabaseTooNew,
            $"The tables of this module in '{path}' have schema version {version}; this module knows versions up to {CurrentVersion}. Update the "
            + "module. The file was left as it is.",
            path);
    }

    private static string Script(long version)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"Schema/Prosody/{version:D3}.sql");
        using Stream stream = typeof(SideSchema).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly lacks {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
