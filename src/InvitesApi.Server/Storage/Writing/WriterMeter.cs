using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace InvitesApi.Server.Storage.Writing;

/// <summary>What is measured of the writer.</summary>
internal sealed class WriterMeter
{
    // A fast disk syncs in a quarter of a millisecond; whoever waits for seconds has a disk at fault, or a lock of another process.
    private static readonly InstrumentAdvice<double> Durations = new()
    {
        HistogramBucketBoundaries = [0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    private readonly Histogram<double> _commit;

    /// <summary>Makes the instruments.</summary>
    /// <param name="meter">What they belong to.</param>
    /// <param name="queued">How many requests wait for the writer.</param>
    public WriterMeter(Meter meter, Func<int> queued)
    {
        meter.CreateObservableGauge("invites_api.database.queue", queued, "{request}", "Requests that wait to be stored.");
        _commit = meter.CreateHistogram(
            "invites_api.database.commit.duration", "s", "Time of a transaction that stored invites, to the disk.", tags: null, Durations);
    }

    /// <summary>Measures a transaction.</summary>
    /// <param name="began">When it began, in the ticks of <see cref="Stopwatch"/>.</param>
    public void Committed(long began)
    {
        if (_commit.Enabled)
        {
            _commit.Record(Stopwatch.GetElapsedTime(began).TotalSeconds);
        }
    }
}
