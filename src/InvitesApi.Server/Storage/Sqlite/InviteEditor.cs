using InvitesApi.Server.Audit;
using InvitesApi.Server.Invites;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>The SQL that changes invites, notes what was done to them, and forgets them.</summary>
internal static class InviteEditor
{
    // How many rows are looked through in one transaction: others must not wait for the lock.
    private const int Stretch = 10_000;

    /// <summary>Changes an invite and notes it.</summary>
    /// <returns>The invite as it is now; null where there is none.</returns>
    public static Invite? Change(SqliteConnection connection, InviteTokenCipher cipher, string token, InviteChange change, Auditor audit)
    {
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        if (!KeyEditor.IsStillGood(connection, change.By) || InviteTable.FindNumber(connection, cipher, token) is not { } number)
        {
            return null;
        }

        Invite before = InviteTable.Get(connection, cipher, number)!;
        Invite after = change.Apply(before);
        if (ReferenceEquals(after, before))
        {
            return before;
        }

        if (after.State(change.At) == InviteState.Pending)
        {
            InviteAdder.RequireFree(connection, after.Terms, change.At, except: number);
        }

        connection.Run(
            "UPDATE invite SET expires_at = $expires, max_uses = $maxUses, note = $note, revoked_at = $revoked WHERE number = $number",
            ("$expires", InviteRow.Store(after.ExpiresAt)),
            ("$maxUses", after.Terms.MaxUses),
            ("$note", after.Terms.Note),
            ("$revoked", InviteRow.Store(after.RevokedAt)),
            ("$number", number));
        connection.Run(
            "INSERT INTO invite_event (invite, action, at, actor) VALUES ($invite, $action, $at, $actor)",
            ("$invite", number),
            ("$action", (long)change.Action),
            ("$at", change.At.ToUnixTimeSeconds()),
            ("$actor", change.Actor));
        audit.Write(connection, AuditNote.OfChange(change, before, after));
        transaction.CommitForSure();
        return after;
    }

    /// <summary>What happened to an invite, oldest first.</summary>
    public static List<InviteEvent> Events(SqliteConnection connection, InviteTokenCipher cipher, Invite invite)
    {
        var events = new List<InviteEvent>();
        if (InviteTable.FindNumber(connection, cipher, invite.Token) is not { } number)
        {
            return events;
        }

        using SqliteCommand select = connection.Command(
            "SELECT action, at, actor, username FROM invite_event WHERE invite = $invite ORDER BY number",
            ("$invite", number));
        using SqliteDataReader row = select.ExecuteReader();
        while (row.Read())
        {
            events.Add(new InviteEvent(
                invite,
                (InviteAction)row.GetInt32(0),
                DateTimeOffset.FromUnixTimeSeconds(row.GetInt64(1)),
                row.GetString(2),
                row.IsDBNull(3) ? null : row.GetString(3)));
        }

        return events;
    }

    /// <summary>Forgets the invites of a stretch of the table that have ended before a moment.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="first">The number that the stretch begins with.</param>
    /// <param name="before">The moment.</param>
    /// <param name="host">Of this host alone; null: of all.</param>
    /// <param name="audit">What is told of it.</param>
    /// <returns>How many were forgotten, and where the next stretch begins; null: this was the last.</returns>
    public static (int Forgotten, long? Next) Forget(
        SqliteConnection connection, long first, DateTimeOffset before, string? host, Auditor audit)
    {
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        // The newest row stays, so that no number is ever given twice; and so does an invite in use, whose end must find it.
        int forgotten = connection.Run(
            """
            DELETE FROM invite
            WHERE number BETWEEN $first AND $last AND number < (SELECT max(number) FROM invite)
              AND ($host IS NULL OR host = (SELECT number FROM virtual_host WHERE name = $host))
              AND (revoked_at < $before OR expires_at < $before
                   OR (uses >= max_uses
                       AND (SELECT max(at) FROM invite_event WHERE invite = invite.number AND action = $used) < $before))
              AND NOT EXISTS (SELECT 1 FROM reservation WHERE invite = invite.number)
            """,
            ("$first", first),
            ("$last", first + Stretch - 1),
            ("$host", host),
            ("$used", (long)InviteAction.Used),
            ("$before", before.ToUnixTimeSeconds()));
        if (forgotten > 0)
        {
            audit.Write(connection, AuditNote.InvitesForgotten(forgotten, before, host));
        }

        transaction.CommitForSure();
        object? next = connection.Scalar(
            "SELECT min(number) FROM invite WHERE number >= $next",
            ("$next", first + Stretch));
        return (forgotten, next as long?);
    }
}
