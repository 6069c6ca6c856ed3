using InvitesApi.Benchmarks.Contestants;
using InvitesApi.Benchmarks.Load;
using InvitesApi.Benchmarks.Reports;

namespace InvitesApi.Benchmarks.Overload;

/// <summary>More clients than can be served, between two times of usual load: who is served, who is put off, and what stays.</summary>
internal static class OverloadBenchmark
{
    private const int Usual = 64;
    private const int Many = 1000;
    private const int Unavailable = 503;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    public static async Task<int> RunAsync(BenchmarkOptions options)
    {
        using var folder = new TemporaryFolder();
        await using OwnContestant ours = await OwnContestant.StartOursAsync("ours", folder["invites.db"], folder["invites.db"]);
        TimeSpan time = TimeSpan.FromSeconds(options.Seconds * options.Rounds);
        var table = new Table(
            "Overload", "when", "connections", "served/s", "p50 ms", "p99 ms", "share of 503", "other answers", "most MB resident");
        await SocketLoad.RunAsync(ours.Invites, Usual, TimeSpan.FromSeconds(1));
        foreach ((string when, int connections) in (IEnumerable<(string, int)>)[("before", Usual), ("overload", Many), ("after", Usual)])
        {
            Task<LoadAnswers> load = SocketLoad.RunAsync(ours.Invites, connections, time);
            long resident = await MostResidentAsync(ours.ProcessId, load);
            LoadAnswers answers = await load;
            LoadFigures figures = answers.Figures;
            table.Add(
                when, connections, figures.Rate, figures.P50, figures.P99, answers.ShareOf(Unavailable), figures.Others, resident / 1e6);
        }

        var report = new Report("overload", options.Output);
        report.Add(table);
        report.Finish();
        return 0;
    }

    private static async Task<long> MostResidentAsync(int process, Task until)
    {
        long most = 0;
        using var timer = new PeriodicTimer(Interval);
        do
        {
            most = Math.Max(most, ProcessUsage.Of(process).Resident);
        }
        while (!until.IsCompleted && await timer.WaitForNextTickAsync());
        return most;
    }
}
