using System.Diagnostics;
using System.Globalization;
using InvitesApi.Benchmarks.Reports;

namespace InvitesApi.Benchmarks.Shell;

/// <summary>What a session holds that has served for long.</summary>
internal static class ShellMemory
{
    /// <summary>Measures and tells.</summary>
    public static async Task MeasureAsync(Report report, string database, int invites)
    {
        await using ShellSession session = await ShellSession.StartAsync();
        double bare = session.Memory();
        await session.RunAsync(ShellBenchmark.ImportOurs);
        string key = (await session.RunAsync(ShellBenchmark.MakeKey(database))).Result;
        string uri = (await session.RunAsync(ShellBenchmark.Start(database))).Result;
        using Process load = Self.Start("shell-load", $"{uri}invites_api?key={key}", invites.ToString(CultureInfo.InvariantCulture));
        await load.WaitForExitAsync();
        if (load.ExitCode != 0)
        {
            throw new InvalidOperationException("Not all invites were made: there is no memory to be judged.");
        }

        double served = session.Memory();

        var table = new Table("Memory of a session", "when", "MB resident");
        table.Add("bare", bare);
        table.Add($"after {invites} invites", served);
        report.Add(table);
        report.Judge(Must.Memory, served - bare);
    }
}
