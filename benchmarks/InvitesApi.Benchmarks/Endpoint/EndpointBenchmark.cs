using InvitesApi.Benchmarks.Contestants;
using InvitesApi.Benchmarks.Load;
using InvitesApi.Benchmarks.Reports;

namespace InvitesApi.Benchmarks.Endpoint;

/// <summary>
/// Durable invites, refused keys and pages: bare Kestrel, ours and Prosody take turns, so that what disturbs one disturbs all.
/// </summary>
internal static class EndpointBenchmark
{
    private const int WarmingConnections = 8;
    private const int WarmingSeconds = 3;

    // For what is compiled as it runs, and once more as it is used: at 64 connections that was seen to take more than six seconds.
    private const int CompilingConnections = 64;
    private const int CompilingSeconds = 10;

    private static readonly int[] Connections = [1, 8, 64, 256];
    private static readonly TimeSpan SyncTime = TimeSpan.FromSeconds(0.3);

    public static async Task<int> RunAsync(BenchmarkOptions options)
    {
        await using Field field = await Field.StartAsync();
        var workloads = new List<Workload>();
        foreach (IContestant contestant in field.Contestants)
        {
            workloads.AddRange(await Workload.OfAsync(contestant));
        }

        Dictionary<string, long> sizes = field.Contestants.Where(one => one is OwnContestant { Storage: not null })
            .ToDictionary(one => one.Name, one => TemporaryFolder.SizeOf(one.Storage!), StringComparer.Ordinal);
        var warming = new List<Measurement>();
        foreach (Workload workload in workloads)
        {
            bool isCompiled = workload.Contestant is OwnContestant;
            warming.Add(new Measurement(workload, isCompiled ? CompilingConnections : WarmingConnections));
            await warming[^1].TakeTurnAsync(isCompiled ? CompilingSeconds : WarmingSeconds);
        }

        var measurements = new List<Measurement>();
        var syncs = new List<double>();
        foreach (int connections in Connections)
        {
            Measurement[] some = [.. workloads.Select(workload => new Measurement(workload, connections))];
            measurements.AddRange(some);
            for (int round = 0; round < options.Rounds; round++)
            {
                syncs.Add(DiskSync.Milliseconds(field.Folder, SyncTime));
                foreach (Measurement measurement in some)
                {
                    await measurement.TakeTurnAsync(options.Seconds);
                }
            }
        }

        await field.StopAsync();
        var growth = sizes.ToDictionary(
            one => one.Key,
            one => TemporaryFolder.SizeOf(field.Contestants.Single(contestant => contestant.Name == one.Key).Storage!) - one.Value,
            StringComparer.Ordinal);
        new EndpointReport(measurements, warming, growth, Median.Of(syncs)).Write(new Report("endpoint", options.Output));
        return 0;
    }
}
