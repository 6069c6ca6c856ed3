namespace InvitesApi.Fuzzing.Sockets;

/// <summary>What the process holds at a moment.</summary>
/// <param name="Managed">Bytes of objects that are alive, after a collection.</param>
/// <param name="Resident">Bytes of memory that the system has given it.</param>
/// <param name="Files">Open files and sockets; 0 where the system doesn't tell.</param>
internal sealed record MemoryMark(long Managed, long Resident, int Files)
{
    private const string OpenFiles = "/proc/self/fd";

    /// <summary>Takes one.</summary>
    public static MemoryMark Take()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return new MemoryMark(
            GC.GetTotalMemory(forceFullCollection: true),
            Environment.WorkingSet,
            Directory.Exists(OpenFiles) ? Directory.EnumerateFileSystemEntries(OpenFiles).Count() : 0);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Managed / 1024.0 / 1024:F1} MiB managed, {Resident / 1024.0 / 1024:F1} MiB resident, {Files} files";
}
