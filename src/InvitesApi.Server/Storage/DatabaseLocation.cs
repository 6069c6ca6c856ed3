using InvitesApi.Server.Faults;

namespace InvitesApi.Server.Storage;

/// <summary>How users write where a database is: a path, or <c>SCHEME:…</c> for other kinds.</summary>
public static class DatabaseLocation
{
    /// <summary>The environment variable that says where the database is, if no parameter does.</summary>
    public const string EnvironmentVariable = "INVITES_API_DATABASE";

    /// <summary>What stands before the path of a Prosody's SQLite file.</summary>
    public const string ProsodyPrefix = "prosody:";

    private const string FolderName = "InvitesApi";
    private const string FileName = "invites.db";

    // A drive of Windows or PowerShell has the form of a scheme too; what is named here is none.
    private static readonly string[] OtherSchemes = ["prosody", "postgresql", "postgres", "mysql", "file", "http", "https"];

    /// <summary>Where the database is if nobody says: <see cref="EnvironmentVariable"/>, else a file in the user's data folder.</summary>
    public static string Default
    {
        get
        {
            string? fromEnvironment = Environment.GetEnvironmentVariable(EnvironmentVariable);
            return string.IsNullOrWhiteSpace(fromEnvironment)
                ? Path.Combine(
                    Environment.GetFolderPath(
                        Environment.SpecialFolder.LocalApplicationData,
                        Environment.SpecialFolderOption.DoNotVerify),
                    FolderName,
                    FileName)
                : fromEnvironment;
        }
    }

    /// <summary>Takes a location apart, and refuses what is none.</summary>
    /// <param name="location">What the user wrote.</param>
    /// <returns>What says the kind of the database, with its colon, or nothing; and the path of its file.</returns>
    /// <exception cref="InviteException"><see cref="InviteFault.DatabaseLocationInvalid"/>.</exception>
    public static (string Prefix, string Path) Split(string location)
    {
        ArgumentNullException.ThrowIfNull(location);
        string prefix = location.StartsWith(ProsodyPrefix, StringComparison.OrdinalIgnoreCase) ? ProsodyPrefix : string.Empty;
        string path = location[prefix.Length..];
        RequirePath(path);
        return (prefix, path);
    }

    private static void RequirePath(string location)
    {
        if (string.IsNullOrWhiteSpace(location) || location.Contains('\0', StringComparison.Ordinal))
        {
            throw Invalid(location, "The database's path is empty or has a NUL character.");
        }

        int colon = location.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && OtherSchemes.Contains(location[..colon], StringComparer.OrdinalIgnoreCase))
        {
            throw Invalid(location, $"A database of the kind '{location[..colon]}:' is not known.");
        }
    }

    private static InviteException Invalid(string location, string what) => new(
        InviteFault.DatabaseLocationInvalid,
        $"{what} Give the path of a SQLite file, such as ./invites.db, or prosody: and the path of Prosody's.",
        location);
}
