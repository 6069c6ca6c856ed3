using System.Text;
using SQLitePCL;

namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>A prepared statement without ADO.NET around it: the writer runs a few of them a hundred thousand times a second.</summary>
internal sealed class RawStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly string _path;

    /// <summary>Prepares a statement.</summary>
    /// <param name="database">The connection. It outlives the statement.</param>
    /// <param name="path">The file, for messages.</param>
    /// <param name="sql">The statement.</param>
    public RawStatement(sqlite3 database, string path, string sql)
    {
        _database = database;
        _path = path;
        int code = raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement);
        ThrowUnless(code == raw.SQLITE_OK);
    }

    /// <summary>Gives a parameter its value.</summary>
    /// <param name="parameter">Its number, from 1.</param>
    /// <param name="value">The value.</param>
    public void Bind(int parameter, long value) =>
        ThrowUnless(raw.sqlite3_bind_int64(_statement, parameter, value) == raw.SQLITE_OK);

    /// <inheritdoc cref="Bind(int, long)"/>
    public void Bind(int parameter, ReadOnlySpan<byte> value) =>
        ThrowUnless(raw.sqlite3_bind_blob(_statement, parameter, value) == raw.SQLITE_OK);

    /// <inheritdoc cref="Bind(int, long)"/>
    public void Bind(int parameter, ReadOnlySpan<char> value)
    {
        const int StackLimit = 1024;
        int longest = Encoding.UTF8.GetMaxByteCount(value.Length);
        Span<byte> utf8 = longest <= StackLimit ? stackalloc byte[longest] : new byte[longest];
        int length = Encoding.UTF8.GetBytes(value, utf8);
        ThrowUnless(raw.sqlite3_bind_text(_statement, parameter, utf8[..length]) == raw.SQLITE_OK);
    }

    /// <summary>Gives a parameter a text, or none.</summary>
    /// <param name="parameter">Its number, from 1.</param>
    /// <param name="value">The text; null: NULL.</param>
    public void BindText(int parameter, string? value)
    {
        if (value is null)
        {
            ThrowUnless(raw.sqlite3_bind_null(_statement, parameter) == raw.SQLITE_OK);
        }
        else
        {
            Bind(parameter, value.AsSpan());
        }
    }

    /// <summary>Gives a parameter a number, or none.</summary>
    /// <param name="parameter">Its number, from 1.</param>
    /// <param name="value">The number; null: NULL.</param>
    public void BindNumber(int parameter, long? value)
    {
        if (value is { } number)
        {
            Bind(parameter, number);
        }
        else
        {
            BindText(parameter, null);
        }
    }

    /// <summary>Goes on to the next row.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Step()
    {
        int code = raw.sqlite3_step(_statement);
        ThrowUnless(code is raw.SQLITE_ROW or raw.SQLITE_DONE);
        return code == raw.SQLITE_ROW;
    }

    /// <summary>Makes it ready to run again.</summary>
    public void Reset() => raw.sqlite3_reset(_statement); // it repeats Step's error, which was reported

    /// <summary>Runs a statement that has no rows, from beginning to end.</summary>
    public void Run()
    {
        try
        {
            Step();
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Runs a statement that yields one number.</summary>
    public long RunScalar()
    {
        try
        {
            return Step() ? Int64(0) : 0;
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>A number of this row.</summary>
    /// <param name="column">Its column, from 0.</param>
    public long Int64(int column) => raw.sqlite3_column_int64(_statement, column);

    /// <summary>Whether a column of this row has no value.</summary>
    /// <param name="column">Its number, from 0.</param>
    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    /// <summary>A text of this row; null where it has none.</summary>
    /// <param name="column">Its column, from 0.</param>
    public string? Text(int column) => IsNull(column) ? null : raw.sqlite3_column_text(_statement, column).utf8_to_string();

    /// <summary>Bytes of this row, good until the next step.</summary>
    /// <param name="column">Its column, from 0.</param>
    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(_statement, column);

    /// <inheritdoc/>
    public void Dispose() => _statement.Dispose();

    private void ThrowUnless(bool fine)
    {
        if (!fine)
        {
            int extended = raw.sqlite3_extended_errcode(_database);
            throw SqliteFaults.Describe(extended & 0xFF, extended, _path);
        }
    }
}
