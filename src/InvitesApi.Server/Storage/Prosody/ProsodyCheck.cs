using System.Globalization;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Prosody;

/// <summary>Looks at a Prosody's file for what keeps us from sharing it. It reads only, and makes nothing.</summary>
public static class ProsodyCheck
{
    /// <summary>What there is to say of a file.</summary>
    /// <param name="path">The path of the file, without <see cref="DatabaseLocation.ProsodyPrefix"/>.</param>
    /// <param name="virtualHosts">The hosts that shall be served, in their one form.</param>
    /// <returns>The findings; none: all is well.</returns>
    public static IReadOnlyList<ProsodyFinding> Run(string path, IReadOnlyCollection<string> virtualHosts)
    {
        ArgumentNullException.ThrowIfNull(virtualHosts);
        try
        {
            ProsodyFile file = ProsodyFile.Find(Path.GetFullPath(path));
            using SqliteConnection connection = file.Open();
            return [.. OfFile(connection, file.Path), .. virtualHosts.SelectMany(host => OfHost(connection, file.Path, host))];
        }
        catch (InviteException fault)
        {
            return [new ProsodyFinding(fault.Fault.ToString(), IsProblem: true, fault.Message)];
        }
        catch (SqliteException error)
        {
            InviteException fault = SqliteFaults.Translate(error, path);
            return [new ProsodyFinding(fault.Fault.ToString(), IsProblem: true, fault.Message)];
        }
    }

    private static IEnumerable<ProsodyFinding> OfFile(SqliteConnection connection, string path)
    {
        string journal = Convert.ToString(connection.Scalar("PRAGMA journal_mode"), CultureInfo.InvariantCulture)!;
        if (journal != "wal")
        {
            yield return new ProsodyFinding(
                "ProsodyRollbackJournal",
                IsProblem: false,
                $"'{path}' has the journal mode '{journal}': whoever writes holds up all others. With a write-ahead log readers never wait. Stop Prosody "
                + $"and run: sqlite3 '{path}' 'PRAGMA journal_mode = wal'.");
        }

        if (connection.Scalar("SELECT 1 FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'prosody'") is null)
        {
            yield return new ProsodyFinding(
                "ProsodyIndexMissing",
                IsProblem: true,
                $"The table prosody in '{path}' has no index, so that every look-up reads all of it. Start Prosody once, which makes one.");
        }
    }

    private static IEnumerable<ProsodyFinding> OfHost(SqliteConnection connection, string path, string host)
    {
        if (connection.Scalar("""SELECT 1 FROM "prosody" WHERE "host" = $host LIMIT 1""", ("$host", host)) is null)
        {
            yield return new ProsodyFinding(
                nameof(InviteFault.VirtualHostNotInDatabase),
                IsProblem: true,
                $"Prosody has stored nothing of {host} in '{path}'{Others(connection)}. Check the name, and that storage = \"sql\" holds for this host.");
            yield break;
        }

        if (connection.Scalar(
            """SELECT 1 FROM "prosody" WHERE "host" = $host AND "user" = '' AND "store" IN ('invite_token', 'invite_api_keys') LIMIT 1""",
            ("$host", host)) is null)
        {
            yield return new ProsodyFinding(
                "ProsodyInvitesNeverUsed",
                IsProblem: false,
                $"There are neither keys nor invites of {host} in '{path}' yet. Check that modules_enabled has invites and invites_register, and that "
                + "the stores invite_token and invite_api_keys are in the same storage: prosodyctl mod_invites generate " + host + " makes one to see.");
        }
    }

    private static string Others(SqliteConnection connection)
    {
        string? hosts = connection.Scalar("""SELECT group_concat("host", ', ') FROM (SELECT DISTINCT "host" FROM "prosody" LIMIT 5)""") as string;
        return string.IsNullOrEmpty(hosts) ? ", nor of any other host" : $", but of {hosts}";
    }
}
