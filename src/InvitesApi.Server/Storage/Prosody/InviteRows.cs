using InvitesApi.Server.Audit;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Prosody;

/// <summary>Finds, lists, changes and forgets invites that Prosody shares. <see cref="ProsodyAdder"/> makes them.</summary>
internal static class InviteRows
{
    /// <summary>How many invites are written in one transaction, each with several statements: Prosody must wait for the lock for milliseconds alone.</summary>
    public const int MostAtOnce = 25;

    // How many rows are looked through in one transaction, likewise.
    private const int Stretch = 500;

    /// <summary>Stores an invite that is new here, and lets Prosody use it if it can.</summary>
    /// <returns>The number of its row in our table.</returns>
    public static long Store(SqliteConnection connection, Invite invite)
    {
        bool isForProsody = InviteRecord.IsForProsody(invite);
        long number = InviteRecord.Add(connection, invite, isForProsody);
        if (isForProsody)
        {
            Placement.Put(connection, invite);
        }

        return number;
    }

    /// <summary>The invite that a token stands for, or null.</summary>
    public static Invite? Find(SqliteConnection connection, string token, DateTimeOffset now)
    {
        InviteRecord? noted = InviteRecord.Find(connection, token);
        if (!Noting.IsBehind(connection, token, noted))
        {
            return noted?.Invite;
        }

        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        noted = Noting.One(connection, token, now);
        Noting.Keep(transaction);
        return noted?.Invite;
    }

    /// <summary>A stretch of invites, newest first.</summary>
    public static InviteBatch<Invite> List(SqliteConnection connection, InviteFilter filter, long? from, int most, DateTimeOffset now)
    {
        if (from is null)
        {
            Noting.All(connection, filter.VirtualHost, now);
        }

        using SqliteCommand select = connection.Command(
            $"""
            {InviteRecord.Select}
            WHERE (created_at, number) <= ($created, $number)
              AND ($host IS NULL OR host = $host)
              AND ($kind IS NULL OR kind = $kind)
              AND {(filter.Username is null ? "$username IS NULL" : "(username = $username OR contact = $username)")}
              AND {InviteSql.Condition(filter.State)}
            ORDER BY created_at DESC, number DESC LIMIT $most
            """,
            ("$created", from is { } place ? ListPlace.CreatedAt(place) : long.MaxValue),
            ("$number", from is { } same ? ListPlace.Number(same) : long.MaxValue),
            ("$host", filter.VirtualHost),
            ("$kind", filter.Kind is { } kind ? (long)kind : null),
            ("$username", filter.Username),
            ("$now", filter.Now.ToUnixTimeSeconds()),
            ("$most", most));
        List<InviteRecord> records = InviteRecord.All(select);
        return new InviteBatch<Invite>(
            [.. records.Select(record => record.Invite)],
            records.Count == most
                ? ListPlace.Before(records[^1].Invite.CreatedAt.ToUnixTimeSeconds(), records[^1].Number)
                : null);
    }

    /// <summary>Changes an invite and notes it.</summary>
    /// <returns>The invite as it is now; null where there is none.</returns>
    public static Invite? Change(SqliteConnection connection, string token, InviteChange change, Auditor audit)
    {
        if (InviteRecord.Find(connection, token) is { } noted)
        {
            NoteNames(connection, [noted.Invite.Terms], change.At);
        }

        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        if (!KeyChanges.IsStillGood(connection, change.By) || Noting.One(connection, token, change.At) is not { } record)
        {
            return null;
        }

        Invite before = record.Invite;
        Invite after = change.Apply(before);
        if (!ReferenceEquals(after, before))
        {
            if (after.State(change.At) == InviteState.Pending)
            {
                RequireFree(connection, after.Terms, change.At, except: record.Number);
            }

            Replace(connection, record, after);
            EventTable.Add(connection, record.Number, change.Action, change.At, change.Actor);
            audit.Write(connection, AuditNote.OfChange(change, before, after));
        }

        transaction.CommitForSure();
        return after;
    }

    /// <summary>Stores what an invite has become, and puts it where Prosody finds it or takes it from there.</summary>
    public static void Replace(SqliteConnection connection, InviteRecord record, Invite after)
    {
        bool isForProsody = InviteRecord.IsForProsody(after);
        InviteRecord.Update(connection, record.Number, after, isForProsody);
        if (isForProsody)
        {
            Placement.Put(connection, after);
        }
        else if (record.IsStanding)
        {
            Placement.Take(connection, after);
        }
    }

    /// <summary>Forgets the invites of a stretch of the table that have ended before a moment; Prosody, which never does, is rid of them too.</summary>
    /// <returns>How many were forgotten, and where the next stretch begins; null: this was the last.</returns>
    public static (int Forgotten, long? Next) Forget(
        SqliteConnection connection, long first, DateTimeOffset before, string? host, Auditor audit)
    {
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        using SqliteCommand select = connection.Command(
            $"""
            {InviteRecord.Select} AS invite
            WHERE number BETWEEN $first AND $last AND ($host IS NULL OR host = $host)
              AND NOT EXISTS (SELECT 1 FROM invitesapi_reservation AS one WHERE one.invite = invite.number)
              AND (revoked_at < $before OR expires_at < $before
                   OR (uses >= max_uses
                       AND (SELECT max(at) FROM invitesapi_event AS event WHERE event.invite = invite.number AND action = $used) < $before))
            ORDER BY number LIMIT $most
            """,
            ("$most", MostAtOnce),
            ("$first", first),
            ("$last", first + Stretch - 1),
            ("$host", host),
            ("$used", (long)InviteAction.Used),
            ("$before", before.ToUnixTimeSeconds()));
        List<InviteRecord> ended = InviteRecord.All(select);
        foreach (InviteRecord record in ended)
        {
            Delete(connection, record);
        }

        if (ended.Count > 0)
        {
            audit.Write(connection, AuditNote.InvitesForgotten(ended.Count, before, host));
        }

        transaction.CommitForSure();
        long looked = ended.Count == MostAtOnce ? ended[^1].Number + 1 : first + Stretch;
        object? next = connection.Scalar("SELECT min(number) FROM invitesapi_invite WHERE number >= $next", ("$next", looked));
        return (ended.Count, next as long?);
    }

    /// <summary>Refuses a preset name that a pending invite has.</summary>
    public static void RequireFree(SqliteConnection connection, InviteTerms terms, DateTimeOffset now, long except = 0)
    {
        if (terms is { MakesAccount: true, Username: { } username } && IsReserved(connection, terms.VirtualHost, username, now, except))
        {
            throw InviteRules.NameReserved(terms.VirtualHost, username);
        }
    }

    /// <summary>Whether a pending invite, or one that is just being used, has a preset name; the one excepted does not count.</summary>
    public static bool IsReserved(SqliteConnection connection, string virtualHost, string username, DateTimeOffset now, long except) =>
        connection.Scalar(
            $"""
            SELECT 1 FROM invitesapi_invite
            WHERE host = $host AND username = $username AND kind <> $reset AND number <> $except AND {InviteSql.Pending}
            UNION ALL
            SELECT 1 FROM invitesapi_reservation WHERE host = $host AND username = $username AND invite <> $except
            """,
            ("$host", virtualHost),
            ("$username", username),
            ("$reset", (long)InviteKind.Reset),
            ("$except", except),
            ("$now", now.ToUnixTimeSeconds())) is not null;

    /// <summary>Notes the invites of Prosody that may have a preset name which invites have. For the outside of a transaction.</summary>
    public static void NoteNames(SqliteConnection connection, IEnumerable<InviteTerms> invites, DateTimeOffset now)
    {
        foreach (string host in invites.Where(terms => terms.Username is not null).Select(terms => terms.VirtualHost)
            .Distinct(StringComparer.Ordinal))
        {
            Noting.Names(connection, host, now);
        }
    }

    /// <summary>Forgets an invite; Prosody is rid of it too.</summary>
    public static void Delete(SqliteConnection connection, InviteRecord record)
    {
        Placement.Take(connection, record.Invite);
        connection.Run("DELETE FROM invitesapi_invite WHERE number = $number", ("$number", record.Number));
    }
}
