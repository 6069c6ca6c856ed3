using System.Diagnostics;
using InvitesApi.Benchmarks.Reports;

namespace InvitesApi.Benchmarks.Shell;

/// <summary>
/// The first steps in fresh processes, those with an empty compiled module in turn with ours. The client is this process, which has made a request before.
/// </summary>
internal static class ShellSteps
{
    private const string EmptyImport = "Import-Module of an empty module";
    private const string Import = "Import-Module InvitesApi";
    private const string FirstKey = "New-InviteApiKey, the first";
    private const string Start = "Start-InviteApiServer";
    private const string First201 = "start and first 201";
    private const string FirstPage = "the first invite page, at once";
    private const string ImportMemory = "memory of the import";
    private const string ServerMemory = "memory of import, key, server and invite";

    private static readonly HttpClient Client = new();

    /// <summary>Measures and tells.</summary>
    public static async Task MeasureAsync(Report report, TemporaryFolder folder, int samples)
    {
        var figures = new Dictionary<string, List<double>>(StringComparer.Ordinal);
        for (int i = 0; i <= samples; i++)
        {
            // The first fills the disk's cache, and makes this process ready.
            Dictionary<string, List<double>> target = i == 0 ? new(StringComparer.Ordinal) : figures;
            await EmptyAsync(target);
            await OursAsync(target, folder[$"{i}.db"]);
        }

        Tell(report, figures);
    }

    private static async Task EmptyAsync(Dictionary<string, List<double>> figures)
    {
        await using ShellSession session = await ShellSession.StartAsync();
        Add(figures, EmptyImport, (await session.RunAsync(ShellBenchmark.ImportEmpty)).Milliseconds);
    }

    private static async Task OursAsync(Dictionary<string, List<double>> figures, string database)
    {
        await using ShellSession session = await ShellSession.StartAsync();
        double bare = session.Memory();
        Add(figures, Import, (await session.RunAsync(ShellBenchmark.ImportOurs)).Milliseconds);
        Add(figures, ImportMemory, session.Memory() - bare);
        (double keyTime, string key) = await session.RunAsync(ShellBenchmark.MakeKey(database));
        Add(figures, FirstKey, keyTime);

        long began = Stopwatch.GetTimestamp();
        (double startTime, string uri) = await session.RunAsync(ShellBenchmark.Start(database));
        using HttpResponseMessage answer = await Client.GetAsync(new Uri($"{uri}invites_api?key={key}"));
        Add(figures, First201, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        answer.EnsureSuccessStatusCode();
        Add(figures, Start, startTime);
        Add(figures, ServerMemory, session.Memory() - bare);
        began = Stopwatch.GetTimestamp();
        using HttpResponseMessage page = await Client.GetAsync(answer.Headers.Location);
        Add(figures, FirstPage, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        page.EnsureSuccessStatusCode();
    }

    private static void Tell(Report report, Dictionary<string, List<double>> figures)
    {
        var table = new Table("In a fresh session", "step", "median", "least", "most", "unit");
        foreach ((string step, List<double> of) in figures)
        {
            table.Add(step, Median.Of(of), of.Min(), of.Max(), step is ImportMemory or ServerMemory ? "MB" : "ms");
        }

        report.Add(table);
        string[] steps = [EmptyImport, Import, FirstKey, Start, First201, FirstPage];
        BarPlot.Save(
            report["shell-steps.svg"],
            "What a fresh session waits for",
            "ms, median",
            [.. steps.Select(step => (step, Median.Of(figures[step])))]);
        report.Judge(Must.ImportRatio, Median.Of(figures[Import].Zip(figures[EmptyImport], (ours, empty) => ours / empty)));
        report.Judge(Must.Import, Median.Of(figures[Import]));
        report.Judge(Must.First201, Median.Of(figures[First201]));
    }

    private static void Add(Dictionary<string, List<double>> figures, string step, double figure)
    {
        if (!figures.TryGetValue(step, out List<double>? of))
        {
            figures.Add(step, of = []);
        }

        of.Add(figure);
    }
}
