using System.Management.Automation;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Storage;

namespace InvitesApi.PowerShell.Commands;

/// <summary>Paths as the session sees them: its location and its drives are not the process's.</summary>
internal static class SessionPath
{
    /// <summary>Where a database is, with the full path of its file.</summary>
    /// <param name="session">The session.</param>
    /// <param name="location">What the user wrote; null: nothing.</param>
    /// <exception cref="InviteException"><see cref="InviteFault.DatabaseLocationInvalid"/>.</exception>
    public static string OfDatabase(SessionState session, string? location)
    {
        string database = location ?? DatabaseLocation.Default;
        (string prefix, string path) = DatabaseLocation.Split(database);
        return prefix + Of(session, path, InviteFault.DatabaseLocationInvalid, "the path of a SQLite file, such as ./invites.db");
    }

    /// <summary>The full path of a file or a folder, which need not be there.</summary>
    /// <param name="session">The session.</param>
    /// <param name="path">What the user wrote.</param>
    /// <param name="fault">What it is where it is no path of the file system.</param>
    /// <param name="wanted">What to give instead.</param>
    /// <exception cref="InviteException">It is no path of the file system.</exception>
    public static string Of(SessionState session, string path, InviteFault fault, string wanted)
    {
        try
        {
            string full = session.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            return provider.Name == "FileSystem" ? full : throw new InviteException(
                fault, $"'{path}' is no path of a file but of the provider {provider.Name}. Give {wanted}.", path);
        }
        catch (Exception error) when (error is SessionStateException or ProviderInvocationException or NotSupportedException)
        {
            throw new InviteException(fault, $"'{path}' is no path: {error.Message} Give {wanted}.", path, error);
        }
    }
}
