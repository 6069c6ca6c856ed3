using InvitesApi.Server.Audit;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Prosody;

/// <summary>
/// Stores invites that an administrator makes, a few in each transaction: Prosody must wait for the lock for milliseconds alone.
/// <see cref="ProsodyAppender"/> stores those of keys.
/// </summary>
internal static class ProsodyAdder
{
    /// <summary>Stores invites, all or none; where the process is killed in between, some may be there that nobody was told of.</summary>
    public static IReadOnlyList<Invite> Add(
        SqliteConnection connection, string path, IReadOnlyList<InviteTerms> invites, string source, DateTimeOffset now, Auditor audit)
    {
        InviteRows.NoteNames(connection, invites, now);
        var added = new List<Invite>(invites.Count);
        try
        {
            foreach (InviteTerms[] some in invites.Chunk(InviteRows.MostAtOnce))
            {
                AddSome(connection, path, some, source, now, audit, added);
            }
        }
        catch when (added.Count > 0)
        {
            TakeBack(connection, added, now, audit);
            throw;
        }

        return added;
    }

    private static void AddSome(
        SqliteConnection connection, string path, InviteTerms[] invites, string source, DateTimeOffset now, Auditor audit, List<Invite> all)
    {
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        var added = new Invite[invites.Length];
        for (int i = 0; i < added.Length; i++)
        {
            ProsodyTable.RequireHost(connection, invites[i].VirtualHost, path);
            InviteRows.RequireFree(connection, invites[i], now);
            added[i] = new Invite
            {
                Token = InviteToken.New(),
                Terms = invites[i],
                Source = source,
                CreatedAt = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds()),
            };
            InviteRows.Store(connection, added[i]);
        }

        audit.Write(connection, AuditNote.OfInvites(AuditAction.InvitesMade, added, source));
        all.AddRange(added); // before the commit: one that fails may have been done all the same
        transaction.CommitForSure();
    }

    // Nobody has been told of them. Where the file can't be written any more they stay, and are listed.
    private static void TakeBack(SqliteConnection connection, List<Invite> added, DateTimeOffset now, Auditor audit)
    {
        try
        {
            foreach (Invite[] some in added.Chunk(InviteRows.MostAtOnce))
            {
                using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
                InviteRecord[] there = [.. some.Select(invite => InviteRecord.Find(connection, invite.Token)).OfType<InviteRecord>()];
                if (there.Length > 0)
                {
                    Array.ForEach(there, record => InviteRows.Delete(connection, record));
                    audit.Write(connection, AuditNote.InvitesForgotten(there.Length, now, some[0].VirtualHost));
                    transaction.CommitForSure();
                }
            }
        }
        catch (Exception error) when (error is SqliteException or InviteException)
        {
            // What went wrong first is told.
        }
    }
}
