using System.Globalization;
using System.Runtime.InteropServices;

namespace InvitesApi.Benchmarks.Reports;

/// <summary>What figures were measured on, and how busy it was.</summary>
/// <param name="Cores">How many cores there are.</param>
/// <param name="System">The operating system.</param>
/// <param name="Runtime">The runtime.</param>
/// <param name="Load">How many processes wanted a core in the last minute, by Linux' count; null elsewhere.</param>
/// <param name="Loader">What loaded the servers.</param>
internal sealed record Machine(int Cores, string System, string Runtime, double? Load, string Loader)
{
    /// <summary>This machine, now.</summary>
    public static Machine Now => new(
        Environment.ProcessorCount,
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        File.Exists("/proc/loadavg") ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture) : null,
        Benchmarks.Load.Loader.Name);
}
