using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using InvitesApi.Benchmarks.Reports;

namespace InvitesApi.Benchmarks.Micro;

/// <summary>The parts that each request passes through, one by one, with BenchmarkDotNet.</summary>
internal static class MicroBenchmark
{
    public static int Run(BenchmarkOptions options)
    {
        // Within this process: the project that BenchmarkDotNet would build has no place among versions and locks that stand centrally.
        IConfig config = ManualConfig.CreateEmpty()
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddLogger(NullLogger.Instance)
            .WithArtifactsPath(Path.Combine(options.Output, "micro"));
        BenchmarkDotNet.Reports.BenchmarkReport[] parts =
            [.. BenchmarkRunner.Run<RequestParts>(config).Reports, .. BenchmarkRunner.Run<AnswerParts>(config).Reports];
        var table = new Table("Parts of a request", "part", "ns", "± ns", "B allocated");
        foreach (BenchmarkDotNet.Reports.BenchmarkReport part in parts)
        {
            table.Add(
                part.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo,
                part.ResultStatistics?.Mean,
                part.ResultStatistics?.StandardError,
                (double?)part.GcStats.GetBytesAllocatedPerOperation(part.BenchmarkCase));
        }

        var report = new Report("micro", options.Output);
        report.Add(table);
        report.Finish();
        return parts.All(part => part.Success) && parts.Length > 0 ? 0 : 1;
    }
}
