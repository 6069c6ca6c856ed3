using System.Runtime.InteropServices;

namespace InvitesApi.Server.Files;

/// <summary>Asks Linux whether the disk of a file still takes changes.</summary>
internal static class DiskState
{
    // Of errno(3): what a file system says that has given up.
    private const int IoError = 5;
    private const int ReadOnly = 30;
    private const int ShutDown = 108;

    // No file has it. The errors that say so, or that the file system has no attributes or lets nobody remove them, are all as good as none.
    private const string NoAttribute = "user.invites-api.none";

    /// <summary>
    /// Whether it does. An ext4 whose journal fails may answer a sync at that very moment as done though it throws the changes away, and tells only
    /// those who begin another change. So one is begun here that changes nothing: an attribute is removed that isn't there. That takes some four
    /// microseconds, opens no file and wakes nobody. Other systems, and file systems without attributes, are believed as they are.
    /// </summary>
    /// <param name="path">A file on it.</param>
    public static bool TakesChanges(string path) =>
        !OperatingSystem.IsLinux() || removexattr(path, NoAttribute) == 0 || Marshal.GetLastPInvokeError() is not (IoError or ReadOnly or ShutDown);

    [DllImport("libc", SetLastError = true, ExactSpelling = true, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int removexattr(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string path, [MarshalAs(UnmanagedType.LPUTF8Str)] string name);
}
