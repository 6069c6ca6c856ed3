using InvitesApi.Server.Audit;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Prosody;

/// <summary>Takes invites from elsewhere into Prosody's file.</summary>
internal static class InviteCopies
{
    /// <summary>Stores invites from elsewhere, with their tokens, unless they are there.</summary>
    public static IReadOnlyList<CopyVerdict> Add(
        SqliteConnection connection, IReadOnlyList<Invite> invites, DateTimeOffset now, Auditor audit)
    {
        InviteRows.NoteNames(connection, invites.Select(invite => invite.Terms), now);
        var verdicts = new List<CopyVerdict>(invites.Count);
        foreach (Invite[] some in invites.Chunk(InviteRows.MostAtOnce))
        {
            using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
            var added = new List<Invite>(some.Length);
            foreach (Invite invite in some)
            {
                CopyVerdict verdict = !ProsodyTable.HasHost(connection, invite.VirtualHost) ? CopyVerdict.HostUnknown
                    : Noting.One(connection, invite.Token, now) is not null ? CopyVerdict.Present
                    : invite.Terms is { MakesAccount: true, Username: { } username }
                        && InviteRows.IsReserved(connection, invite.VirtualHost, username, now, except: 0) ? CopyVerdict.NameReserved
                    : CopyVerdict.Added;
                if (verdict == CopyVerdict.Added)
                {
                    ProsodyKeyInvites.CountCopy(connection, InviteRows.Store(connection, invite), invite);
                    added.Add(invite);
                }

                verdicts.Add(verdict);
            }

            audit.Write(connection, AuditNote.OfInvites(AuditAction.DataImported, added));
            transaction.CommitForSure();
        }

        return verdicts;
    }
}
