using System.Globalization;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>Tries whether the file can be written: a page of it is, as it stands, through to the disk.</summary>
internal static class WriteProbe
{
    /// <summary>Writes the version of the schema over itself.</summary>
    public static bool Run(SqliteConnection connection)
    {
        // Nobody can bring the schema to another version between the two statements: the transaction has the file's lock.
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        using SqliteCommand command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "PRAGMA user_version";
        var version = (long)command.ExecuteScalar()!;
#pragma warning disable CA2100 // a pragma takes no parameters, and a number is no SQL
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {version}");
#pragma warning restore CA2100
        command.ExecuteNonQuery();
        transaction.CommitForSure();
        return true;
    }
}
