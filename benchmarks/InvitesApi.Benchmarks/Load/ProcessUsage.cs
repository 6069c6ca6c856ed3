using System.Diagnostics;
using System.Globalization;

namespace InvitesApi.Benchmarks.Load;

/// <summary>What a process has taken of the machine so far.</summary>
/// <param name="Cpu">Time on its cores.</param>
/// <param name="Written">Bytes that it has caused to be written to the disk, by Linux' count; elsewhere 0.</param>
/// <param name="Resident">Bytes of memory that it holds.</param>
internal sealed record ProcessUsage(TimeSpan Cpu, long Written, long Resident)
{
    /// <summary>That of a process.</summary>
    /// <param name="id">Its id.</param>
    public static ProcessUsage Of(int id)
    {
        using var process = Process.GetProcessById(id);
        return new ProcessUsage(process.TotalProcessorTime, WrittenBy(id), process.WorkingSet64);
    }

    private static long WrittenBy(int id)
    {
        const string Field = "write_bytes: ";
        string path = $"/proc/{id}/io";
        string? line = File.Exists(path)
            ? File.ReadLines(path).FirstOrDefault(one => one.StartsWith(Field, StringComparison.Ordinal))
            : null;
        return line is null ? 0 : long.Parse(line.AsSpan(Field.Length), CultureInfo.InvariantCulture);
    }
}
