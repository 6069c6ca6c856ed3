using InvitesApi.Benchmarks.Contestants;
using InvitesApi.Benchmarks.Load;

namespace InvitesApi.Benchmarks.Endpoint;

/// <summary>The turns of one workload at one number of connections.</summary>
/// <param name="workload">The workload.</param>
/// <param name="connections">How many clients ask at the same time.</param>
internal sealed class Measurement(Workload workload, int connections)
{
    private readonly List<LoadFigures> _turns = [];
    private TimeSpan _cpu;
    private long _written;
    private long _allocated;

    /// <summary>The workload.</summary>
    public Workload Workload => workload;

    /// <summary>How many clients.</summary>
    public int Connections => connections;

    /// <summary>What came of it.</summary>
    public LoadFigures Figures => LoadFigures.Of(_turns);

    /// <summary>Seconds on a core for 1,000 answers.</summary>
    public double CpuSeconds => _cpu.TotalSeconds * 1000 / Figures.Answers;

    /// <summary>Bytes written to the disk for an answer.</summary>
    public double BytesWritten => (double)_written / Figures.Answers;

    /// <summary>Bytes allocated for an answer; null where it can't be known.</summary>
    public double? BytesAllocated => workload.Contestant is OwnContestant ? (double)_allocated / Figures.Answers : null;

    /// <summary>Has a turn.</summary>
    /// <param name="seconds">How long.</param>
    public async Task TakeTurnAsync(int seconds)
    {
        var own = workload.Contestant as OwnContestant;
        long allocated = own is null ? 0 : await own.AllocatedAsync();
        var before = ProcessUsage.Of(workload.Contestant.ProcessId);
        _turns.Add(await Loader.RunAsync(workload.Target, connections, seconds));
        await Asking.UntilQuietAsync(workload.Contestant);
        var after = ProcessUsage.Of(workload.Contestant.ProcessId);
        _cpu += after.Cpu - before.Cpu;
        _written += after.Written - before.Written;
        _allocated += own is null ? 0 : await own.AllocatedAsync() - allocated;
    }
}
