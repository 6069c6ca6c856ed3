using Microsoft.Data.Sqlite;

[assembly: AssemblyFixture(typeof(InvitesApi.PowerShell.Tests.ForeignSqlite))]

namespace InvitesApi.PowerShell.Tests;

/// <summary>
/// Another version of SQLite's provider in the default load context, in use before the module is imported for the first time: as if another
/// module had brought it.
/// </summary>
public sealed class ForeignSqlite : IDisposable
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:");

    public ForeignSqlite() => _connection.Open();

    /// <summary>Its version.</summary>
    public static Version Version { get; } = typeof(SqliteConnection).Assembly.GetName().Version!;

    /// <summary>Asks it something.</summary>
    public object? Ask(string sql) => Ask(_connection, sql);

    /// <summary>Does something to a file, which no connection keeps open.</summary>
    public static object? Ask(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        return Ask(connection, sql);
    }

    public void Dispose() => _connection.Dispose();

    private static object? Ask(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // tests have no users who type SQL
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }
}
