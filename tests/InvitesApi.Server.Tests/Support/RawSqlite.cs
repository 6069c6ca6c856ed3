using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Tests.Support;

/// <summary>The file behind a store's back, as another program would use it.</summary>
internal sealed class RawSqlite : IDisposable
{
    private readonly SqliteConnection _connection;

    static RawSqlite() => SQLitePCL.Batteries_V2.Init();

    public RawSqlite(string path)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString);
        _connection.Open();
    }

    public void Run(string sql) => Scalar(sql);

    public object? Scalar(string sql)
    {
        using SqliteCommand command = _connection.CreateCommand();
#pragma warning disable CA2100 // the statements are the tests' own
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }

    public void Dispose() => _connection.Dispose();
}
