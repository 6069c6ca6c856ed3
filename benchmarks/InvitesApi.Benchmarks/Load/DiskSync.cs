using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace InvitesApi.Benchmarks.Load;

/// <summary>How long the disk takes to keep a page: what a durable commit can't be faster than.</summary>
internal static partial class DiskSync
{
    // A frame of SQLite's write-ahead log: a page and its head. The file is written over and over, as the log is after a checkpoint.
    private const int Frame = 4096 + 24;
    private const int Frames = 1000;

    /// <summary>The mean time of a write of one page with <c>fdatasync</c> after it, in milliseconds.</summary>
    /// <param name="folder">A folder on the disk in question.</param>
    /// <param name="time">For how long to try.</param>
    public static double Milliseconds(string folder, TimeSpan time)
    {
        string path = Path.Combine(folder, "fdatasync");
        byte[] frame = new byte[Frame];
        using SafeFileHandle file = File.OpenHandle(path, FileMode.Create, FileAccess.Write, preallocationSize: (long)Frame * Frames);
        for (int i = 0; i < Frames; i++)
        {
            RandomAccess.Write(file, frame, (long)i * Frame);
        }

        RandomAccess.FlushToDisk(file);
        int count = 0;
        long began = Stopwatch.GetTimestamp();
        do
        {
            RandomAccess.Write(file, frame, (long)(count++ % Frames) * Frame);
            Sync(file);
        }
        while (Stopwatch.GetElapsedTime(began) < time);
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds / count;
    }

    private static void Sync(SafeFileHandle file)
    {
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(file);
        }
        else if (FdataSync(file) != 0)
        {
            throw new IOException($"fdatasync failed with error {Marshal.GetLastPInvokeError()}.");
        }
    }

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int FdataSync(SafeFileHandle file);
}
