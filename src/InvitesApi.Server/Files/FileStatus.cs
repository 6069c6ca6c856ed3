using System.Runtime.InteropServices;

namespace InvitesApi.Server.Files;

/// <summary>What Linux tells of a file: statx(2), whose structure is the same on every Linux.</summary>
internal static class FileStatus
{
    /// <summary>The bytes of the structure.</summary>
    public const int Size = 256;

    private const int CurrentFolder = -100; // AT_FDCWD

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

        told.Clear();
        try
        {
            return statx(CurrentFolder, path, flags: 0, mask, ref told[0]) == 0 && (MemoryMarshal.Read<uint>(told) & mask) == mask;
        }
        catch (EntryPointNotFoundException)
        {
            return false; // a C library from before it
        }
    }

    [DllImport("libc", ExactSpelling = true, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int statx(
        int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, ref byte told);
}
