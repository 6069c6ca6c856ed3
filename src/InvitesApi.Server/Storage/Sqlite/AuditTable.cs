using InvitesApi.Server.Audit;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>The SQL of the audit trail, which stands alike in our file and beside Prosody's table.</summary>
/// <param name="name">The table of the entries.</param>
/// <param name="settings">The table that has the genesis.</param>
internal sealed class AuditTable(string name, string settings)
{
    /// <summary>That of our own file.</summary>
    public static readonly AuditTable Own = new("audit_entry", "setting");

    /// <summary>That beside Prosody's table.</summary>
    public static readonly AuditTable BesideProsody = new("invitesapi_audit", "invitesapi_setting");

    // What is of another type than it was written in counts as changed; in our own file STRICT sees to that.
    private readonly string _select = $"""
        SELECT number, iif(typeof(at) = 'integer', at, -1), ifnull(actor, ''), ifnull(action, ''), ifnull(host, ''), ifnull(subject, ''),
               ifnull(detail, ''), ifnull(hash, x'')
        FROM {name}

        """;

    /// <summary>The statement that yields number and hash of the last entry; nothing where there is none.</summary>
    public string SelectHead { get; } = $"SELECT number, hash FROM {name} ORDER BY number DESC LIMIT 1";

    /// <summary>The statement that yields the genesis.</summary>
    public string SelectGenesis { get; } = $"SELECT value FROM {settings} WHERE name = 'audit_genesis'";

    /// <summary>The statement that appends an entry: number, time, actor, action, host, subject, detail, hash.</summary>
    public string Insert { get; } = $"""
        INSERT INTO {name} (number, at, actor, action, host, subject, detail, hash)
        VALUES (?1, ?2, ?3, ?4, ifnull(?5, ''), ifnull(?6, ''), ifnull(?7, ''), ?8)
        """;

    /// <summary>The genesis; empty where somebody has removed it.</summary>
    public byte[] Genesis(SqliteConnection connection) => connection.Scalar(SelectGenesis) as byte[] ?? [];

    /// <summary>A stretch of the entries, newest first.</summary>
    public List<AuditEntry> List(SqliteConnection connection, AuditFilter filter, long from, int most) => Read(connection.Command(
        _select
        + """
        WHERE number <= $from
          AND ($host IS NULL OR host = $host)
          AND ($after IS NULL OR at >= $after)
          AND ($before IS NULL OR at < $before)
        ORDER BY number DESC LIMIT $most
        """,
        ("$from", from),
        ("$host", filter.VirtualHost),
        ("$after", Second(filter.After)),
        ("$before", Second(filter.Before)),
        ("$most", most)));

    /// <summary>A stretch of the entries in their order.</summary>
    public List<AuditEntry> Read(SqliteConnection connection, long? after, int most) => Read(connection.Command(
        _select + "WHERE $after IS NULL OR number > $after ORDER BY number LIMIT $most", ("$after", after), ("$most", most)));

    private static List<AuditEntry> Read(SqliteCommand select)
    {
        using (select)
        {
            var entries = new List<AuditEntry>();
            using SqliteDataReader row = select.ExecuteReader();
            while (row.Read())
            {
                entries.Add(new AuditEntry(
                    row.GetInt64(0),
                    row.GetInt64(1),
                    row.GetString(2),
                    row.GetString(3),
                    row.GetString(4),
                    row.GetString(5),
                    row.GetString(6),
                    row.GetFieldValue<byte[]>(7)));
            }

            return entries;
        }
    }

    // Times are stored to the second: one within a second is after its beginning.
    private static long? Second(DateTimeOffset? moment) =>
        moment is { } known ? (long)Math.Ceiling((known - DateTimeOffset.UnixEpoch).TotalSeconds) : null;
}
