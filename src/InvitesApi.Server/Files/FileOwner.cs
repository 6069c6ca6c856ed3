using System.Globalization;
using System.Runtime.InteropServices;

namespace InvitesApi.Server.Files;

/// <summary>Whose a file is, by the numbers of user and group. Known on Linux alone.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FileOwner(uint User, uint Group)
{
    private const uint UserAndGroup = 0x8 | 0x10; // STATX_UID, STATX_GID
    private const int UserAt = 20;
    private const int GroupAt = 24;

    /// <summary>That of a file; null where there is none, or where the system does not tell it.</summary>
    /// <param name="path">The path of the file, which is not opened.</param>
    public static FileOwner? Of(string path)
    {
        Span<byte> told = stackalloc byte[FileStatus.Size];
        return FileStatus.TryRead(path, UserAndGroup, told)
            ? new FileOwner(MemoryMarshal.Read<uint>(told[UserAt..]), MemoryMarshal.Read<uint>(told[GroupAt..]))
            : null;
    }

    /// <summary>Makes a file the owner's, which an administrator alone may do for any.</summary>
    /// <param name="path">The path of the file.</param>
    /// <returns>Whether it was done.</returns>
    public bool TryTake(string path) => OperatingSystem.IsLinux() && chown(path, User, Group) == 0;

    /// <summary>The owner as <c>chown</c> takes it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{User}:{Group}");

    [DllImport("libc", ExactSpelling = true, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int chown([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint user, uint group);
}
