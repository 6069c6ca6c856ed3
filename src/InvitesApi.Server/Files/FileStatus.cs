using System.Runtime.InteropServices;
using System.Text;

namespace InvitesApi.Server.Files;

/// <summary>What Linux tells of a file: statx(2), whose structure is the same on every Linux.</summary>
internal static class FileStatus
{
    /// <summary>The bytes of the structure.</summary>
    public const int Size = 256;

    private const int CurrentFolder = -100; // AT_FDCWD
    private const int LongestOnStack = 1024;

    /// <summary>Asks for it.</summary>
    /// <param name="path">The path of the file, which is not opened.</param>
    /// <param name="mask">What must be told (STATX_…).</param>
    /// <param name="told">Gets the structure.</param>
    /// <returns>Whether all of that was told: not where there is no file, nor on other systems.</returns>
    public static bool TryRead(string path, uint mask, Span<byte> told)
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        int longest = Encoding.UTF8.GetMaxByteCount(path.Length) + 1;
        Span<byte> name = longest <= LongestOnStack ? stackalloc byte[longest] : new byte[longest];
        name[Encoding.UTF8.GetBytes(path, name)] = 0;
        told.Clear();
        try
        {
            return statx(CurrentFolder, ref name[0], flags: 0, mask, ref told[0]) == 0 && (MemoryMarshal.Read<uint>(told) & mask) == mask;
        }
        catch (EntryPointNotFoundException)
        {
            return false; // a C library from before it
        }
    }

    [DllImport("libc", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int statx(int folder, ref byte path, int flags, uint mask, ref byte told);
}
