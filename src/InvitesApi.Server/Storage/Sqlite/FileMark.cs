using System.Runtime.InteropServices;
using InvitesApi.Server.Files;

namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>
/// What tells a file from any other that is or was at its path, and stays when it is renamed: its file system, its inode, and when that was made.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FileMark(ulong Device, ulong Inode, long Second, uint Nanosecond)
{
    private const uint InodeAndBirth = 0x100 | 0x800; // STATX_INO, STATX_BTIME
    private const int InodeAt = 32;
    private const int SecondAt = 80;
    private const int NanosecondAt = 88;
    private const int DeviceAt = 136; // two numbers of 4 bytes

    /// <summary>That of a file; null where there is none, or where the system does not tell it.</summary>
    /// <param name="path">The path of the file, which is not opened.</param>
    public static FileMark? Of(string path)
    {
        Span<byte> told = stackalloc byte[FileStatus.Size];
        return FileStatus.TryRead(path, InodeAndBirth, told)
            ? new FileMark(
                MemoryMarshal.Read<ulong>(told[DeviceAt..]),
                MemoryMarshal.Read<ulong>(told[InodeAt..]),
                MemoryMarshal.Read<long>(told[SecondAt..]),
                MemoryMarshal.Read<uint>(told[NanosecondAt..]))
            : null;
    }
}
