using InvitesApi.Server.Invites;
using InvitesApi.Server.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Prosody;

/// <summary>The SQL of what happened to invites.</summary>
internal static class EventTable
{
    /// <summary>Notes what happened.</summary>
    public static void Add(
        SqliteConnection connection, long invite, InviteAction action, DateTimeOffset at, string actor, string? username = null) =>
        connection.Run(
            "INSERT INTO invitesapi_event (invite, action, at, actor, username) VALUES ($invite, $action, $at, $actor, $username)",
            ("$invite", invite),
            ("$action", (long)action),
            ("$at", at.ToUnixTimeSeconds()),
            ("$actor", actor),
            ("$username", username));

    /// <summary>What happened to an invite, oldest first.</summary>
    public static List<InviteEvent> List(SqliteConnection connection, Invite invite)
    {
        var events = new List<InviteEvent>();
        using SqliteCommand select = connection.Command(
            """
            SELECT action, at, actor, username FROM invitesapi_event
            WHERE invite = (SELECT number FROM invitesapi_invite WHERE token = $token) ORDER BY number
            """,
            ("$token", invite.Token));
        using SqliteDataReader row = select.ExecuteReader();
        while (row.Read())
        {
            events.Add(new InviteEvent(
                invite, (InviteAction)row.GetInt32(0), InviteRow.Time(row, 1)!.Value, row.GetString(2), InviteRow.Text(row, 3)));
        }

        return events;
    }
}
