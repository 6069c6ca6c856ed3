using System.Runtime.InteropServices;
using System.Text;

namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>What tells a file from any other that is or was at its path, and stays when it is renamed: its inode, and when that was made.</summary>
internal sealed record FileMark(ulong Inode, long Second, uint Nanosecond)
{
    // statx(2), whose structure is the same on every Linux.
    private const int CurrentFolder = -100; // AT_FDCWD
    private const uint InodeAndBirth = 0x100 | 0x800; // STATX_INO, STATX_BTIME
    private const int Size = 256;
    private const int InodeAt = 32;
    private const int SecondAt = 80;
    private const int NanosecondAt = 88;

    /// <summary>That of a file; null where there is none, or where the system does not tell it.</summary>
    /// <param name="path">The path of the file, which is not opened.</param>
    public static FileMark? Of(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        byte[] told = new byte[Size];
        try
        {
            return statx(CurrentFolder, Encoding.UTF8.GetBytes(path + '\0'), flags: 0, InodeAndBirth, told) == 0
                && (BitConverter.ToUInt32(told) & InodeAndBirth) == InodeAndBirth
                ? new FileMark(
                    BitConverter.ToUInt64(told, InodeAt), BitConverter.ToInt64(told, SecondAt), BitConverter.ToUInt32(told, NanosecondAt))
                : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null; // a C library from before it
        }
    }

    [DllImport("libc", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int statx(int folder, byte[] path, int flags, uint mask, [Out] byte[] told);
}
