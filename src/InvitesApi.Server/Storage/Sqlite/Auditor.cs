using InvitesApi.Server.Audit;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>Writes the audit trail of a database in the name of whoever has opened it.</summary>
/// <param name="table">Where the trail is.</param>
/// <param name="path">The file, for messages.</param>
/// <param name="actor">Who has opened the database.</param>
/// <param name="time">What tells when an entry is written.</param>
internal sealed class Auditor(AuditTable table, string path, string actor, TimeProvider time)
{
    /// <summary>Where the trail is.</summary>
    public AuditTable Table => table;

    /// <summary>Appends an entry.</summary>
    /// <param name="connection">The connection, in the transaction of the change, which has the lock of the file.</param>
    /// <param name="note">What the entry tells.</param>
    public void Write(SqliteConnection connection, AuditNote note) => Write(connection, [note]);

    /// <summary>Appends entries.</summary>
    /// <param name="connection">The connection, likewise.</param>
    /// <param name="notes">What each tells.</param>
    public void Write(SqliteConnection connection, IEnumerable<AuditNote> notes)
    {
        using var appender = new AuditAppender(connection.Handle!, path, this);
        foreach (AuditNote note in notes)
        {
            appender.Append(note);
        }
    }

    /// <summary>The entry that tells something, without its hash.</summary>
    /// <param name="note">What it tells.</param>
    /// <param name="number">Its number.</param>
    public AuditEntry EntryOf(AuditNote note, long number) => new(
        number,
        time.GetUtcNow().ToUnixTimeSeconds(),
        note.Actor ?? actor,
        note.Action,
        note.VirtualHost ?? string.Empty,
        note.Subject ?? string.Empty,
        note.Detail?.ToJson() ?? string.Empty,
        Hash: default);
}
