using System.Reflection;
using InvitesApi.Benchmarks.Reports;

namespace InvitesApi.Benchmarks.Shell;

/// <summary>What a session of pwsh waits for, and what memory it takes.</summary>
internal static class ShellBenchmark
{
    private const int Samples = 9;
    private const int Invites = 1_000_000;

    /// <summary>The line that imports the module.</summary>
    public static string ImportOurs => $"Import-Module '{Folder("ModuleFolder")}InvitesApi.psd1'";

    /// <summary>The line that imports a compiled module with one empty cmdlet.</summary>
    public static string ImportEmpty => $"Import-Module '{Folder("EmptyModuleFolder")}EmptyModule.psd1'";

    /// <summary>The line that imports that module with all its cmdlets, and not those alone that its manifest names.</summary>
    public static string ImportAllOfEmpty => $"Import-Module '{Folder("EmptyModuleFolder")}EmptyModule.dll'";

    public static async Task<int> RunAsync(BenchmarkOptions options)
    {
        if (!Programs.IsInstalled("pwsh"))
        {
            Console.WriteLine("There is no pwsh on this machine: what a session waits for was not measured.");
            return 0;
        }

        using var folder = new TemporaryFolder();
        var report = new Report("shell", options.Output);
        await ShellSteps.MeasureAsync(report, folder, Math.Max(1, options.RoundsOr(Samples)));
        await ShellKeys.MeasureAsync(report, folder["keys.db"]);
        await ShellMemory.MeasureAsync(report, folder["memory.db"], options.InvitesOr(Invites));
        report.Finish();
        return 0;
    }

    /// <summary>The line that starts a server and puts out its address.</summary>
    public static string Start(string database) => $"(Start-InviteApiServer example.com -Port 0 -Database '{database}').Uri[0]";

    /// <summary>The line that makes a key and puts it out.</summary>
    public static string MakeKey(string database) => $"(New-InviteApiKey example.com -Database '{database}').Key";

    private static string Folder(string name) => typeof(ShellBenchmark).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == name).Value!;
}
