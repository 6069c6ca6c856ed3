using InvitesApi.Server.Audit;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Prosody;

/// <summary>
/// The SQL of uses that have begun. While one goes on, Prosody does not have the invite but an invite of its own for this one account, whose token
/// nobody else knows: so Prosody can make the account, and nobody who comes later can use the invite a second time there.
/// </summary>
internal static class UseTable
{
    private const int ConstraintViolated = 19;

    /// <summary>Begins a use.</summary>
    public static UseAnswer Begin(SqliteConnection connection, string token, string username, DateTimeOffset now, DateTimeOffset until)
    {
        if (InviteRows.Find(connection, token, now) is { Terms.MakesAccount: true } wanted)
        {
            Noting.Names(connection, wanted.VirtualHost, now); // the name may be that of an invite which Prosody made
        }

        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        if (Noting.One(connection, token, now) is not { } record)
        {
            return UseAnswer.No(UseVerdict.Unknown);
        }

        Invite invite = record.Invite;
        UseVerdict verdict = UseRules.Judge(invite, username, now);
        if (verdict == UseVerdict.Begun && invite.Terms.MakesAccount
            && InviteRows.IsReserved(connection, invite.VirtualHost, username, now, except: record.Number))
        {
            verdict = UseVerdict.NameReserved;
        }

        if (verdict != UseVerdict.Begun)
        {
            Noting.Keep(transaction); // that Prosody has used it may have been noted
            return UseAnswer.No(verdict);
        }

        string accountToken = InviteToken.New();
        if (Add(connection, record, accountToken, username, until) is not { } number)
        {
            return UseAnswer.No(UseVerdict.NameReserved); // the transaction is rolled back by its disposal
        }

        InviteRows.Replace(connection, record, invite with { Uses = invite.Uses + 1 });
        Placement.PutAtHost(connection, ForOneAccount(invite, accountToken, username, until));
        transaction.CommitForSure();
        return new UseAnswer(UseVerdict.Begun, new InviteUse(number, invite, username) { AccountToken = accountToken });
    }

    /// <summary>Ends a use.</summary>
    /// <returns>Whether it was still to be ended.</returns>
    public static bool End(SqliteConnection connection, InviteUse use, bool tookPlace, string actor, DateTimeOffset now, Auditor audit)
    {
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        if (connection.Scalar("DELETE FROM invitesapi_reservation WHERE number = $number RETURNING invite", ("$number", use.Number))
            is not long invite)
        {
            return false;
        }

        ProsodyTable.Delete(connection, use.Invite.VirtualHost, string.Empty, ProsodyTable.Invites, use.AccountToken);
        if (tookPlace)
        {
            EventTable.Add(connection, invite, InviteAction.Used, now, actor, use.Username);
            audit.Write(connection, AuditNote.InviteUsed(use.Invite, actor));
        }
        else
        {
            InviteRecord record = InviteRecord.Get(connection, invite)!;
            InviteRows.Replace(connection, record, record.Invite with { Uses = record.Invite.Uses - 1 });
        }

        transaction.CommitForSure();
        return true;
    }

    /// <summary>The uses that nobody has ended in their time.</summary>
    public static List<InviteUse> Overdue(SqliteConnection connection, DateTimeOffset now)
    {
        var uses = new List<InviteUse>();
        using SqliteCommand select = connection.Command(
            "SELECT number, invite, username, token FROM invitesapi_reservation WHERE until < $now ORDER BY number",
            ("$now", now.ToUnixTimeSeconds()));
        using SqliteDataReader row = select.ExecuteReader();
        while (row.Read())
        {
            Invite invite = InviteRecord.Get(connection, row.GetInt64(1))!.Invite;
            string token = row.GetString(3);
            uses.Add(new InviteUse(row.GetInt64(0), invite, row.GetString(2))
            {
                AccountToken = token,

                // Prosody deletes what it has used, and nobody else has the token.
                IsRedeemed = ProsodyTable.Find(connection, invite.VirtualHost, ProsodyTable.Invites, token) is null,
            });
        }

        return uses;
    }

    // It ends with the use, whoever ends that; a name that is to be made is the only one it is for.
    private static Invite ForOneAccount(Invite invite, string token, string username, DateTimeOffset until) => invite with
    {
        Token = token,
        Terms = invite.Terms with { Username = username, MaxUses = 1, ExpiresAt = until },
    };

    // Nothing where another use has the name.
    private static long? Add(SqliteConnection connection, InviteRecord record, string token, string username, DateTimeOffset until)
    {
        try
        {
            return (long)connection.Scalar(
                """
                INSERT INTO invitesapi_reservation (invite, token, host, username, until)
                VALUES ($invite, $token, $host, $username, $until) RETURNING number
                """,
                ("$invite", record.Number),
                ("$token", token),
                ("$host", record.Invite.VirtualHost),
                ("$username", username),
                ("$until", until.ToUnixTimeSeconds()))!;
        }
        catch (SqliteException error) when (error.SqliteErrorCode == ConstraintViolated)
        {
            return null;
        }
    }
}
