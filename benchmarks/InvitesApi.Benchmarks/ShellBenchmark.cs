using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace InvitesApi.Benchmarks;

/// <summary>
/// What a user waits for in a session, and what memory it takes: medians of fresh processes of pwsh, those with an empty compiled module in
/// turn with ours. The client is this process, which has made a request before.
/// </summary>
internal static class ShellBenchmark
{
    private const string EmptyImport = "Import-Module of an empty module, ms";
    private const string Import = "Import-Module InvitesApi, ms";
    private const int Keys = 10_000;
    private const int Turns = 3;
    private const int ManyKeys = 100_000;

    private static readonly HttpClient Client = new();

    public static async Task<int> RunAsync(string[] args)
    {
        int samples = args is [var count, ..] ? int.Parse(count, CultureInfo.InvariantCulture) : 9;
        int invites = args is [_, var many] ? int.Parse(many, CultureInfo.InvariantCulture) : 1_000_000;
        string folder = Directory.CreateTempSubdirectory("invites-api-benchmark-").FullName;
        try
        {
            var table = new Dictionary<string, List<double>>(StringComparer.Ordinal);
            for (int i = 0; i <= samples; i++)
            {
                // The first fills the disk's cache, and makes this process ready.
                Dictionary<string, List<double>> target = i == 0 ? new(StringComparer.Ordinal) : table;
                await MeasureEmptyAsync(target);
                await MeasureOursAsync(target, Path.Combine(folder, $"{i}.db"));
            }

            Report(table);
            await MeasureKeysAsync(Path.Combine(folder, "keys.db"));
            await MeasureMemoryAsync(Path.Combine(folder, "memory.db"), invites);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureEmptyAsync(Dictionary<string, List<double>> table)
    {
        await using ShellSession session = await ShellSession.StartAsync();
        Add(table, EmptyImport, (await session.RunAsync($"Import-Module '{Folder("EmptyModuleFolder")}EmptyModule.psd1'")).Milliseconds);
    }

    private static async Task MeasureOursAsync(Dictionary<string, List<double>> table, string database)
    {
        await using ShellSession session = await ShellSession.StartAsync();
        double bare = session.Memory();
        Add(table, Import, (await session.RunAsync(ImportOurs)).Milliseconds);
        Add(table, "memory of it, MB", session.Memory() - bare);
        (double keyTime, string key) = await session.RunAsync($"(New-InviteApiKey example.com -Database '{database}').Key");
        Add(table, "New-InviteApiKey, the first, ms", keyTime);

        long began = Stopwatch.GetTimestamp();
        (double startTime, string uri) = await session.RunAsync(Start(database));
        using (HttpResponseMessage answer = await Client.GetAsync(new Uri($"{uri}invites_api?key={key}")))
        {
            Add(table, "the first 201 after it, ms", Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            answer.EnsureSuccessStatusCode();
            Add(table, "Start-InviteApiServer, ms", startTime);
            Add(table, "memory of both, MB", session.Memory() - bare);
            began = Stopwatch.GetTimestamp();
            using HttpResponseMessage page = await Client.GetAsync(answer.Headers.Location);
            Add(table, "the first invite page, at once, ms", Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            page.EnsureSuccessStatusCode();
        }
    }

    private static async Task MeasureKeysAsync(string database)
    {
        await using ShellSession session = await ShellSession.StartAsync();
        await session.RunAsync(ImportOurs);
        await session.RunAsync($"$null = New-InviteApiKey example.com -Database '{database}'");
        await session.RunAsync($"Import-Module '{Folder("EmptyModuleFolder")}EmptyModule.dll'"); // all of it, and not what its manifest names
        string[] turns = ["New-Nothing example.com", $"New-InviteApiKey example.com -Database '{database}'"];
        await session.RunAsync($"$wanted = foreach ($i in 1..{Keys}) {{ [pscustomobject]@{{ Name = \"key $i\" }} }}");
        double[] piped = [0, 0];
        for (int i = 0; i < Turns * turns.Length; i++)
        {
            double took = (await session.RunAsync($"$made = $wanted | {turns[i % turns.Length]}; $made.Count")).Milliseconds;
            piped[i % turns.Length] = Keys / took * 1000; // the last of each counts: by then all is compiled
        }

        Line(string.Create(CultureInfo.InvariantCulture, $"a cmdlet that does nothing, of {Keys} by pipeline"), piped[0], "items/s");
        Line(string.Create(CultureInfo.InvariantCulture, $"New-InviteApiKey of {Keys} by pipeline"), piped[1], "keys/s");
        int left = ManyKeys - (Turns * Keys) - 1;
        double counted = (await session.RunAsync($"$made = New-InviteApiKey example.com -Count {left} -Database '{database}'; $made.Count")).Milliseconds;
        Line("New-InviteApiKey -Count", left / counted * 1000, "keys/s");
        double read = (await session.RunAsync($"$all = Get-InviteApiKey -Database '{database}'; $all.Count")).Milliseconds;
        Line(string.Create(CultureInfo.InvariantCulture, $"Get-InviteApiKey of {ManyKeys}"), read, "ms");
    }

    private static async Task MeasureMemoryAsync(string database, int invites)
    {
        await using ShellSession session = await ShellSession.StartAsync();
        double bare = session.Memory();
        await session.RunAsync(ImportOurs);
        string key = (await session.RunAsync($"(New-InviteApiKey example.com -Database '{database}').Key")).Result;
        string uri = (await session.RunAsync(Start(database))).Result;
        using Process load = Self.Start("shell-load", $"{uri}invites_api?key={key}", invites.ToString(CultureInfo.InvariantCulture));
        await load.WaitForExitAsync();
        Line(string.Create(CultureInfo.InvariantCulture, $"memory after {invites} invites over the bare shell"), session.Memory() - bare, "MB");
    }

    private static string ImportOurs => $"Import-Module '{Folder("ModuleFolder")}InvitesApi.psd1'";

    private static string Start(string database) => $"(Start-InviteApiServer example.com -Port 0 -Database '{database}').Uri[0]";

    private static string Folder(string name) => typeof(ShellBenchmark).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == name).Value!;

    private static void Add(Dictionary<string, List<double>> table, string name, double figure)
    {
        if (!table.TryGetValue(name, out List<double>? figures))
        {
            table.Add(name, figures = []);
        }

        figures.Add(figure);
    }

    private static void Report(Dictionary<string, List<double>> table)
    {
        foreach ((string name, List<double> figures) in table)
        {
            double[] sorted = [.. figures.Order()];
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-48} median {sorted[sorted.Length / 2],6:F0}   min {sorted[0],6:F0}   max {sorted[^1],6:F0}"));
        }

        Line("Import-Module against the empty module", table[Import].Zip(table[EmptyImport], (ours, empty) => ours / empty).Order()
            .ElementAt(table[Import].Count / 2), "times");
    }

    private static void Line(string name, double figure, string unit) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-48} {figure:F1} {unit}"));
}
