using InvitesApi.Server.Faults;
using InvitesApi.Server.Hosting;
using InvitesApi.Server.Hosting.Logging;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Storage.Prosody;
using InvitesApi.Server.VirtualHosts;

namespace InvitesApi.Server.Configuration.Checks;

/// <summary>Whether what the server writes can be written. Nothing is made that wasn't there.</summary>
internal static class StorageCheck
{
    /// <summary>Checks the database and the access log.</summary>
    public static async Task RunAsync(InviteServerOptions options, FindingList findings, CancellationToken cancellation)
    {
        try
        {
            await CheckDatabaseAsync(options, findings, cancellation);
        }
        catch (InviteException fault)
        {
            findings.Refuse("database", fault.Message);
        }

        if (options.Operation.AccessLog is { } log)
        {
            findings.Try("accessLog", () => CheckLog(log, options.Time));
        }
    }

    private static async Task CheckDatabaseAsync(InviteServerOptions options, FindingList findings, CancellationToken cancellation)
    {
        (string prefix, string path) = DatabaseLocation.Split(options.Database);
        if (prefix == DatabaseLocation.ProsodyPrefix && !CheckProsody(path, options, findings))
        {
            return;
        }

        using IInviteDatabase? database = InviteDatabase.OpenExisting(options.Database);
        if (database is null)
        {
            CheckNew(path, findings);
        }
        else
        {
            await database.ProbeAsync(cancellation);
        }
    }

    // Whether there is more to look at.
    private static bool CheckProsody(string path, InviteServerOptions options, FindingList findings)
    {
        string[] hosts = [.. options.VirtualHosts.Select(host => VirtualHostName.Normalize(host.Name))];
        IReadOnlyList<ProsodyFinding> found = ProsodyCheck.Run(path, hosts);
        foreach (ProsodyFinding finding in found)
        {
            if (finding.IsProblem)
            {
                findings.Refuse("database", finding.Message);
            }
            else
            {
                findings.Warn("database", finding.Message);
            }
        }

        return !found.Any(finding => finding.IsProblem);
    }

    private static void CheckNew(string database, FindingList findings)
    {
        string? folder = Path.GetDirectoryName(database);
        while (folder is not null && !Directory.Exists(folder))
        {
            folder = Path.GetDirectoryName(folder);
        }

        string? reason = Directory.Exists(database) ? "it is a folder." : WhyNot(folder);
        if (reason is not null)
        {
            findings.Refuse("database", $"The database '{database}' can't be made: {reason} Give a path that this user may write.");
        }
        else
        {
            findings.Warn("database", $"The database '{database}' isn't there. A new one would be made, which has no keys.");
        }
    }

    private static void CheckLog(string path, TimeProvider time)
    {
        if (File.Exists(path) || Directory.Exists(path))
        {
            using var log = new AccessLogFile(path, time);
        }
        else if (WhyNot(Path.GetDirectoryName(path)) is { } reason)
        {
            throw new InviteException(
                InviteFault.AccessLogUnavailable,
                $"The access log '{path}' can't be made: {reason} Give the path of a file that this user may write.",
                path);
        }
    }

    // A file that is there for a moment tells more than permissions do: of read-only disks, for one.
    private static string? WhyNot(string? folder)
    {
        if (folder is null || !Directory.Exists(folder))
        {
            return $"there is no folder '{folder}'.";
        }

        try
        {
            string path = Path.Combine(folder, Path.GetRandomFileName());
            using FileStream probe = new(path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                Options = FileOptions.DeleteOnClose,
            });
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return error.Message;
        }
    }
}
