using InvitesApi.Server.Storage;

namespace InvitesApi.Server.Files;

/// <summary>
/// Finds files that others than their owner can read or change, though keys, invites or addresses of visitors are in them. What we make
/// ourselves, we make so that nobody else can; this is about what was there already. Windows has other rights, and nothing is said there.
/// </summary>
public static class ExposedFiles
{
    private const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
    private const UnixFileMode Group = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute;
    private const UnixFileMode Change = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    // The rights of /dev/null and its like are the system's.
    private const string Devices = "/dev/";

    // SQLite's, beside the file (sqlite.org/tempfiles.html).
    private static readonly string[] Companions = ["", "-wal", "-shm"];

    /// <summary>What is to be mended about a database. The group of Prosody's own may read it: that is Prosody's to say.</summary>
    /// <param name="location">Where it is; see <see cref="InviteDatabase.Open"/>.</param>
    public static IReadOnlyList<string> OfDatabase(string location)
    {
        (string prefix, string path) = DatabaseLocation.Split(location);
        bool isOurs = prefix.Length == 0;
        string[] files = [.. Companions.Select(end => path + end).Where(file => Has(file, isOurs ? Others | Group : Others))];
        return
        [
            .. files.Length == 0 ? Array.Empty<string>()
            : [$"Others than its owner can open the database '{path}'. Run: chmod {(isOurs ? "600" : "o-rwx")} {Quote(files)}"],
            .. OfFolder(Path.GetDirectoryName(path)),
        ];
    }

    /// <summary>What is to be mended about an access log.</summary>
    /// <param name="path">The file.</param>
    public static IReadOnlyList<string> OfAccessLog(string path) => !path.StartsWith(Devices, StringComparison.Ordinal) && Has(path, Others)
        ? [$"Everybody can open the access log '{path}', which has the addresses of visitors. Run: chmod o-rwx {Quote(path)}"]
        : [];

    /// <summary>
    /// What is to be mended about the private key of a certificate. A group may read it: Debian's <c>ssl-cert</c> and Prosody's hand keys to servers so.
    /// </summary>
    /// <param name="path">The file that it is in.</param>
    public static IReadOnlyList<string> OfCertificateKey(string path) => Has(path, Others | UnixFileMode.GroupWrite)
        ? [$"Others than its owner and its group can open the private key in '{path}', or change it. Run: chmod g-w,o-rwx {Quote(path)}"]
        : [];

    /// <summary>What is to be mended about a configuration file. It has no secrets: it may be read, and not changed.</summary>
    /// <param name="path">The file.</param>
    public static IReadOnlyList<string> OfConfiguration(string path) => Has(path, Change)
        ? [$"Others than its owner can change the configuration file '{path}'. Run: chmod go-w {Quote(path)}"]
        : [];

    // Whoever can write in a folder can put another file in the place of one, unless only owners may remove there (sticky).
    private static string[] OfFolder(string? folder) => folder is not null && Has(folder, Change) && !Has(folder, UnixFileMode.StickyBit)
        ? [$"Others than its owner can replace files in the folder '{folder}'. Run: chmod go-w {Quote(folder)}"]
        : [];

    private static bool Has(string path, UnixFileMode any)
    {
        if (OperatingSystem.IsWindows())
        {
            return false;
        }

        try
        {
            return (File.GetUnixFileMode(path) & any) != UnixFileMode.None;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false; // it isn't there, or can't be looked at
        }
    }

    /// <summary>Paths as a shell takes them.</summary>
    /// <param name="paths">The paths.</param>
    internal static string Quote(params string[] paths) =>
        string.Join(' ', paths.Select(path => $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'"));
}
