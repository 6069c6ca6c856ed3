using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Prometheus;

namespace InvitesApi.Server.Hosting.Operation;

/// <summary>
/// The instruments of one server's meter as Prometheus reads them, with those of the process, in a registry of their own: what other modules of
/// the session count is not shown, nor another server's.
/// </summary>
internal sealed class PrometheusMetrics : IDisposable
{
    /// <summary>The type of what <see cref="CollectAsync"/> yields.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly CollectorRegistry _registry = Prometheus.Metrics.NewCustomRegistry();
    private readonly MetricFactory _factory;
    private readonly MeterListener _listener = new();

    /// <summary>Begins to listen.</summary>
    /// <param name="meter">The server's meter.</param>
    public PrometheusMetrics(Meter meter)
    {
        _factory = Prometheus.Metrics.WithCustomRegistry(_registry);
        _factory.ExemplarBehavior = ExemplarBehavior.NoExemplars();
        DotNetStats.Register(_registry);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter, meter))
            {
                listener.EnableMeasurementEvents(instrument, Follow(instrument));
            }
        };
        _listener.SetMeasurementEventCallback<int>((_, value, tags, sink) => ((Sink)sink!)(value, tags));
        _listener.SetMeasurementEventCallback<long>((_, value, tags, sink) => ((Sink)sink!)(value, tags));
        _listener.SetMeasurementEventCallback<double>((_, value, tags, sink) => ((Sink)sink!)(value, tags));
        _listener.Start();
        _registry.AddBeforeCollectCallback(_listener.RecordObservableInstruments);
    }

    private delegate void Sink(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags);

    /// <summary>All metrics as they are now, in Prometheus' text format 0.0.4.</summary>
    /// <param name="cancellation">Gives up.</param>
    public async Task<ReadOnlyMemory<byte>> CollectAsync(CancellationToken cancellation)
    {
        using var text = new MemoryStream();
        await _registry.CollectAndExportAsTextAsync(text, cancellation);
        return text.ToArray();
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private Sink Follow(Instrument instrument)
    {
        string name = instrument.Name.Replace('.', '_') + (instrument.Unit == "s" ? "_seconds" : string.Empty);
        string help = instrument.Description ?? string.Empty;
        string[] labels = LabelsOf(instrument);
        switch (instrument)
        {
            case Counter<long> when labels.Length == 0:
                Counter counter = _factory.CreateCounter(name + "_total", help);
                return (value, _) => counter.Inc(value);
            case Counter<long>:
                return ByLabel(_factory.CreateCounter(name + "_total", help, labels));
            case Histogram<double> measured:
                double[] buckets = [.. measured.Advice?.HistogramBucketBoundaries ?? Histogram.ExponentialBuckets(0.001, 2, 14)];
                Histogram histogram = _factory.CreateHistogram(name, help, new HistogramConfiguration { Buckets = buckets });
                return (value, _) => histogram.Observe(value);
            default:
                Gauge gauge = _factory.CreateGauge(name, help);
                return (value, _) => gauge.Set(value);
        }
    }

    // A child is looked up by the label's text, and made at its first use only.
    private static Sink ByLabel(Counter family)
    {
        var children = new ConcurrentDictionary<string, Counter.Child>(StringComparer.Ordinal);
        return (value, tags) =>
        {
            var label = (string)tags[0].Value!;
            if (!children.TryGetValue(label, out Counter.Child? child))
            {
                child = children.GetOrAdd(label, family.WithLabels(label));
            }

            child.Inc(value);
        };
    }

    private static string[] LabelsOf(Instrument instrument) => instrument.Name switch
    {
        ServerMeter.Requests => [ServerMeter.Status],
        ServerMeter.InvitesRefused => [ServerMeter.Reason],
        _ => [],
    };
}
