using System.Security.Cryptography;

namespace InvitesApi.Server.Files;

/// <summary>Makes files and folders that are their owner's alone from their first moment on. On Windows they have the rights of their folder.</summary>
public static class OwnFiles
{
    private const UnixFileMode OfFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OfFolder = OfFile | UnixFileMode.UserExecute;
    private const string Devices = "/dev/";
    private const string SharedMemory = "/dev/shm/"; // which has files
    private const int RandomBytes = 6;

    /// <summary>How to open a file: where it is made, it is made so.</summary>
    /// <param name="mode">Whether it is there.</param>
    /// <param name="access">What for.</param>
    /// <param name="share">What others may do meanwhile.</param>
    public static FileStreamOptions Options(FileMode mode, FileAccess access = FileAccess.Write, FileShare share = FileShare.None)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = share };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OfFile;
        }

        return options;
    }

    /// <summary>Makes a file that is not there yet.</summary>
    /// <param name="path">Its path.</param>
    public static FileStream Create(string path) => new(path, Options(FileMode.CreateNew));

    /// <summary>Makes the folder of a file where it is missing, and those above it, which are as the system makes them. One that is there stays as it is.</summary>
    /// <param name="path">The full path of the file.</param>
    public static void MakeFolderOf(string path)
    {
        string folder = Path.GetDirectoryName(path)!;
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OfFolder);
        }
    }

    /// <summary>Writes a file that others than its owner must not read. A device is written to as it is, and a link is followed.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="write">Writes what is in it.</param>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(write);
        if (path.StartsWith(Devices, StringComparison.Ordinal) && !path.StartsWith(SharedMemory, StringComparison.Ordinal))
        {
            using var device = new FileStream(path, FileMode.Open, FileAccess.Write);
            write(device);
            return;
        }

        string end = File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;
        Replace(end, beside =>
        {
            using FileStream file = Create(beside);
            write(file);
        });
    }

    /// <summary>
    /// Writes a file beside a path and moves it there once it is whole: until then what is there stays, and if it fails nothing is left beside.
    /// </summary>
    /// <param name="path">The path.</param>
    /// <param name="write">Writes the file of the path that it is given. It is not there yet.</param>
    public static void Replace(string path, Action<string> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        if (!Directory.Exists(Path.GetDirectoryName(path)))
        {
            throw new DirectoryNotFoundException($"The folder of '{path}' is not there.");
        }

        string beside = Beside(path);
        try
        {
            write(beside);
            File.Move(beside, path, overwrite: true);
        }
        finally
        {
            Discard(beside);
        }
    }

    /// <summary>Removes a file that nobody needs any more. Where it can't be removed it stays: what went wrong before matters more.</summary>
    /// <param name="path">The file; there may be none.</param>
    public static void Discard(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It stays.
        }
    }

    /// <summary>A path beside another that nobody has: whatever a user has there is the user's.</summary>
    /// <param name="path">The other.</param>
    public static string Beside(string path) => $"{path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes))}.new";
}
