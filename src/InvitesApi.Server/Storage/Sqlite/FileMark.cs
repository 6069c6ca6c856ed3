using System.Runtime.InteropServices;
using System.Text;

namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>
/// What tells a file from any other that is or was at its path, and stays when it is renamed: its file system, its inode, and when that was made.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FileMark(ulong Device, ulong Inode, long Second, uint Nanosecond)
{
    // statx(2), whose structure is the same on every Linux.
    private const int CurrentFolder = -100; // AT_FDCWD
    private const uint InodeAndBirth = 0x100 | 0x800; // STATX_INO, STATX_BTIME
    private const int Size = 256;
    private const int InodeAt = 32;
    private const int SecondAt = 80;
    private const int NanosecondAt = 88;
    private const int DeviceAt = 136; // two numbers of 4 bytes
    private const int LongestOnStack = 1024;

    /// <summary>That of a file; null where there is none, or where the system does not tell it.</summary>
    /// <param name="path">The path of the file, which is not opened.</param>
    public static FileMark? Of(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        int longest = Encoding.UTF8.GetMaxByteCount(path.Length) + 1;
        Span<byte> name = longest <= LongestOnStack ? stackalloc byte[longest] : new byte[longest];
        name[Encoding.UTF8.GetBytes(path, name)] = 0;
        Span<byte> told = stackalloc byte[Size];
        told.Clear();
        try
        {
            return statx(CurrentFolder, ref name[0], flags: 0, InodeAndBirth, ref told[0]) == 0
                && (MemoryMarshal.Read<uint>(told) & InodeAndBirth) == InodeAndBirth
                ? new FileMark(
                    MemoryMarshal.Read<ulong>(told[DeviceAt..]),
                    MemoryMarshal.Read<ulong>(told[InodeAt..]),
                    MemoryMarshal.Read<long>(told[SecondAt..]),
                    MemoryMarshal.Read<uint>(told[NanosecondAt..]))
                : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null; // a C library from before it
        }
    }

    [DllImport("libc", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int statx(int folder, ref byte path, int flags, uint mask, ref byte told);
}
