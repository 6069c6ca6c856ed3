using InvitesApi.Server.Audit;
using InvitesApi.Server.Invites;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>The SQL of uses that have begun.</summary>
internal static class ReservationTable
{
    private const int ConstraintViolated = 19;

    /// <summary>Begins a use.</summary>
    public static UseAnswer Begin(
        SqliteConnection connection, InviteTokenCipher cipher, string token, string username, DateTimeOffset now, DateTimeOffset until)
    {
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        if (InviteTable.FindNumber(connection, cipher, token) is not { } number)
        {
            return UseAnswer.No(UseVerdict.Unknown);
        }

        Invite invite = InviteTable.Get(connection, cipher, number)!;
        UseVerdict verdict = UseRules.Judge(invite, username, now);
        if (verdict == UseVerdict.Begun && invite.Terms.MakesAccount && IsReserved(connection, invite, number, username, now))
        {
            verdict = UseVerdict.NameReserved;
        }

        if (verdict != UseVerdict.Begun)
        {
            return UseAnswer.No(verdict);
        }

        connection.Run("UPDATE invite SET uses = uses + 1 WHERE number = $number", ("$number", number));
        if (Add(connection, number, username, until) is not { } use)
        {
            return UseAnswer.No(UseVerdict.NameReserved); // the transaction is rolled back by its disposal
        }

        transaction.CommitForSure();
        return new UseAnswer(UseVerdict.Begun, new InviteUse(use, invite, username));
    }

    /// <summary>Ends a use.</summary>
    /// <returns>Whether it was still to be ended.</returns>
    public static bool End(SqliteConnection connection, InviteUse use, bool tookPlace, string actor, DateTimeOffset now, Auditor audit)
    {
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        if (connection.Scalar("DELETE FROM reservation WHERE number = $number RETURNING invite", ("$number", use.Number)) is not long invite)
        {
            return false;
        }

        if (tookPlace)
        {
            connection.Run(
                "INSERT INTO invite_event (invite, action, at, actor, username) VALUES ($invite, $used, $at, $actor, $username)",
                ("$invite", invite),
                ("$used", (long)InviteAction.Used),
                ("$at", now.ToUnixTimeSeconds()),
                ("$actor", actor),
                ("$username", use.Username));
            audit.Write(connection, AuditNote.InviteUsed(use.Invite, actor));
        }
        else
        {
            connection.Run("UPDATE invite SET uses = uses - 1 WHERE number = $invite", ("$invite", invite));
        }

        transaction.CommitForSure();
        return true;
    }

    /// <summary>The uses that nobody has ended in their time.</summary>
    public static List<InviteUse> Overdue(SqliteConnection connection, InviteTokenCipher cipher, DateTimeOffset now)
    {
        var uses = new List<InviteUse>();
        using SqliteCommand select = connection.Command(
            "SELECT number, invite, username FROM reservation WHERE until < $now ORDER BY number",
            ("$now", now.ToUnixTimeSeconds()));
        using SqliteDataReader row = select.ExecuteReader();
        while (row.Read())
        {
            if (InviteTable.Get(connection, cipher, row.GetInt64(1)) is { } invite)
            {
                uses.Add(new InviteUse(row.GetInt64(0), invite, row.GetString(2)));
            }
        }

        return uses;
    }

    private static bool IsReserved(SqliteConnection connection, Invite invite, long number, string username, DateTimeOffset now) =>
        InviteAdder.IsReserved(connection, invite.VirtualHost, username, now, except: number);

    // Nothing where another use has the name.
    private static long? Add(SqliteConnection connection, long invite, string username, DateTimeOffset until)
    {
        try
        {
            return (long)connection.Scalar(
                """
                INSERT INTO reservation (invite, host, username, until)
                SELECT number, host, $username, $until FROM invite WHERE number = $invite
                RETURNING number
                """,
                ("$invite", invite),
                ("$username", username),
                ("$until", until.ToUnixTimeSeconds()))!;
        }
        catch (SqliteException error) when (error.SqliteErrorCode == ConstraintViolated)
        {
            return null;
        }
    }
}
