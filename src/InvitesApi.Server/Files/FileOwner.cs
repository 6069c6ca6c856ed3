using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace InvitesApi.Server.Files;

/// <summary>Whose a file is, by the numbers of user and group. Known on Linux alone.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FileOwner(uint User, uint Group)
{
    // statx(2), whose structure is the same on every Linux.
    private const int CurrentFolder = -100; // AT_FDCWD
    private const uint UserAndGroup = 0x8 | 0x10; // STATX_UID, STATX_GID
    private const int Size = 256;
    private const int UserAt = 20;
    private const int GroupAt = 24;

    /// <summary>That of a file; null where there is none, or where the system does not tell it.</summary>
    /// <param name="path">The path of the file, which is not opened.</param>
    public static FileOwner? Of(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        Span<byte> told = stackalloc byte[Size];
        told.Clear();
        try
        {
            return statx(CurrentFolder, ref Name(path)[0], flags: 0, UserAndGroup, ref told[0]) == 0
                && (MemoryMarshal.Read<uint>(told) & UserAndGroup) == UserAndGroup
                ? new FileOwner(MemoryMarshal.Read<uint>(told[UserAt..]), MemoryMarshal.Read<uint>(told[GroupAt..]))
                : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null; // a C library from before it
        }
    }

    /// <summary>Makes a file the owner's, which an administrator alone may do for any.</summary>
    /// <param name="path">The path of the file.</param>
    /// <returns>Whether it was done.</returns>
    public bool TryTake(string path) => OperatingSystem.IsLinux() && chown(ref Name(path)[0], User, Group) == 0;

    /// <summary>The owner as <c>chown</c> takes it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{User}:{Group}");

    private static byte[] Name(string path) => Encoding.UTF8.GetBytes(path + '\0');

    [DllImport("libc", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int statx(int folder, ref byte path, int flags, uint mask, ref byte told);

    [DllImport("libc", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int chown(ref byte path, uint user, uint group);
}
