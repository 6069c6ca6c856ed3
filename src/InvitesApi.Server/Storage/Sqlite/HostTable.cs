using InvitesApi.Server.Invites;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>The SQL of virtual hosts.</summary>
internal static class HostTable
{
    /// <summary>The number of a host's row, which is made where there is none.</summary>
    public static long Number(SqliteConnection connection, string virtualHost) => (long)connection.Scalar(
        """
        INSERT INTO virtual_host (name) VALUES ($name) ON CONFLICT (name) DO NOTHING;
        SELECT number FROM virtual_host WHERE name = $name;
        """,
        ("$name", virtualHost))!;

    /// <summary>Keeps what links to a host's invites are made of. What is there already is not written again.</summary>
    public static void SetLinks(SqliteConnection connection, string virtualHost, HostLinks links)
    {
        if (FindLinks(connection, virtualHost) != links)
        {
            connection.Run(
                """
                INSERT INTO virtual_host (name, link_base, link_template) VALUES ($name, $base, $template)
                ON CONFLICT (name) DO UPDATE SET link_base = $base, link_template = $template
                """,
                ("$name", virtualHost),
                ("$base", links.Base),
                ("$template", links.Template));
        }
    }

    /// <summary>What links to a host's invites are made of, or null.</summary>
    public static HostLinks? FindLinks(SqliteConnection connection, string virtualHost)
    {
        using SqliteCommand select = connection.Command(
            "SELECT link_base, link_template FROM virtual_host WHERE name = $name AND link_template IS NOT NULL",
            ("$name", virtualHost));
        using SqliteDataReader row = select.ExecuteReader();
        return row.Read() ? new HostLinks(row.GetString(0), row.GetString(1)) : null;
    }
}
