using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace InvitesApi.Server.Hosting.Logging;

/// <summary>
/// Has the system put every write at the end of a file, wherever that is by then (O_APPEND): several servers can have one log. .NET's own mode
/// of that name looks for the end once. Linux alone appends with the calls that .NET writes with (pwrite(2), 'Bugs').
/// </summary>
internal static class AppendMode
{
    private const int SetFlags = 4; // F_SETFL
    private const int Append = 0x400; // O_APPEND

    /// <summary>Sets it, where there is such a mode.</summary>
    /// <param name="file">An open file.</param>
    public static void Set(SafeFileHandle file)
    {
        if (OperatingSystem.IsLinux())
        {
            // Devices that refuse are written as they come.
            _ = FileControl(file, SetFlags, Append);
        }
    }

    [DllImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int FileControl(SafeFileHandle file, int command, int flags);
}
