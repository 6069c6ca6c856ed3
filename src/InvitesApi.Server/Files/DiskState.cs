using System.Runtime.InteropServices;

namespace InvitesApi.Server.Files;

/// <summary>Asks Linux whether the disk of a file still takes changes.</summary>
internal static class DiskState
{
    // errno(3): what a file system says that can be read only. Network file systems and those of users may have any other error for attributes.
    private const int ReadOnly = 30;

    // No file has it. An error that says so, or that attributes are not supported or not allowed, counts as success.
    private const string NoAttribute = "user.invites-api.none";

    /// <summary>
    /// Whether it does. An ext4 whose journal fails may answer a sync at that very moment as done though it throws the changes away, and tells only
    /// those who begin another change. So one is begun here that changes nothing: an attribute is removed that isn't there. On a disk at rest that takes
    /// some four microseconds; it opens no file. Other systems, and file systems without such attributes, are believed as they are.
    /// </summary>
    /// <param name="path">A file on it.</param>
    public static bool TakesChanges(string path) =>
        !OperatingSystem.IsLinux() || removexattr(path, NoAttribute) == 0 || Marshal.GetLastPInvokeError() != ReadOnly;

    [DllImport("libc", SetLastError = true, ExactSpelling = true, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int removexattr(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string path, [MarshalAs(UnmanagedType.LPUTF8Str)] string name);
}
