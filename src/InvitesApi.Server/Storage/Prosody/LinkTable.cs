using InvitesApi.Server.Faults;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Prosody;

/// <summary>The SQL of what links to invites are made of.</summary>
internal static class LinkTable
{
    /// <summary>Keeps what links to a host's invites are made of. What is there already is not written again.</summary>
    public static void Set(SqliteConnection connection, string virtualHost, HostLinks links)
    {
        if (Find(connection, virtualHost) != links)
        {
            connection.Run(
                """
                INSERT INTO invitesapi_host (name, link_base, link_template) VALUES ($name, $base, $template)
                ON CONFLICT (name) DO UPDATE SET link_base = $base, link_template = $template
                """,
                ("$name", virtualHost),
                ("$base", links.Base),
                ("$template", links.Template));
        }
    }

    /// <summary>What links to a host's invites are made of, or null.</summary>
    public static HostLinks? Find(SqliteConnection connection, string virtualHost)
    {
        using SqliteCommand select = connection.Command(
            "SELECT link_base, link_template FROM invitesapi_host WHERE name = $name", ("$name", virtualHost));
        using SqliteDataReader row = select.ExecuteReader();
        return row.Read() ? new HostLinks(row.GetString(0), row.GetString(1)) : null;
    }

    /// <summary>The link to the page of an invite, for Prosody to show it; null where none is known.</summary>
    public static string? PageOf(SqliteConnection connection, Invite invite) => PageOf(Find(connection, invite.VirtualHost), invite);

    /// <summary>The link to the page of an invite; null where none is known.</summary>
    public static string? PageOf(HostLinks? links, Invite invite)
    {
        try
        {
            return links is null ? null : InvitePageTemplate.Parse(links.Template, invite.VirtualHost).LinkTo(links.Base, invite);
        }
        catch (InviteException)
        {
            return null; // another version has other templates; an invite is good without the link
        }
    }
}
