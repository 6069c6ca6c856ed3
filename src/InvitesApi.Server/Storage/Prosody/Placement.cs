using System.Globalization;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Prosody;

/// <summary>
/// Puts an invite where Prosody finds it, and takes it away again: a row of the host, and for a contact invite a second one of the account, always
/// both. For the inside of a transaction.
/// </summary>
internal static class Placement
{
    /// <summary>Puts an invite into Prosody's table, in place of what is there of it.</summary>
    public static void Put(SqliteConnection connection, Invite invite)
    {
        PutAtHost(connection, invite);
        if (invite is { Kind: InviteKind.Contact, Terms.Contact: { } contact })
        {
            ProsodyTable.Set(
                connection,
                invite.VirtualHost,
                contact,
                ProsodyTable.Invites,
                invite.Token,
                ProsodyTable.Number,
                ProsodyInvite.Expiry(invite.Terms).ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Puts the row of the host alone: the invite can be registered with, and makes no contacts by subscription.</summary>
    public static void PutAtHost(SqliteConnection connection, Invite invite) => ProsodyTable.Set(
        connection,
        invite.VirtualHost,
        user: string.Empty,
        ProsodyTable.Invites,
        invite.Token,
        ProsodyTable.Json,
        ProsodyInvite.Write(invite, LinkTable.PageOf(connection, invite)));

    /// <summary>Takes an invite out of Prosody's table.</summary>
    public static void Take(SqliteConnection connection, Invite invite)
    {
        ProsodyTable.Delete(connection, invite.VirtualHost, string.Empty, ProsodyTable.Invites, invite.Token);
        if (invite.Terms.Contact is { } contact)
        {
            ProsodyTable.Delete(connection, invite.VirtualHost, contact, ProsodyTable.Invites, invite.Token);
        }
    }

    /// <summary>Whether Prosody's table has anything of an invite.</summary>
    public static bool IsThere(SqliteConnection connection, Invite invite) => connection.Scalar(
        """
        SELECT 1 FROM "prosody" WHERE "host" = $host AND "user" IN ('', $contact) AND "store" = 'invite_token' AND "key" = $token LIMIT 1
        """,
        ("$host", invite.VirtualHost),
        ("$contact", invite.Terms.Contact ?? string.Empty),
        ("$token", invite.Token)) is not null;
}
