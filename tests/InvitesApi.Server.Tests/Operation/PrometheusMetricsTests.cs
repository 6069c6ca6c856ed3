using System.Diagnostics.Metrics;
using System.Text;
using InvitesApi.Server.Hosting.Operation;

namespace InvitesApi.Server.Tests.Operation;

public sealed class PrometheusMetricsTests : IDisposable
{
    private readonly ServerMeter _meter = new();
    private readonly PrometheusMetrics _metrics;

    public PrometheusMetricsTests() => _metrics = new PrometheusMetrics(_meter.Meter);

    [Fact]
    public async Task Collect_AfterRequests_CountsThemByStatus()
    {
        _meter.Answered(201, TimeSpan.FromMilliseconds(3));
        _meter.Answered(201, TimeSpan.FromMilliseconds(30));
        _meter.Answered(404, TimeSpan.FromMilliseconds(0.1));
        _meter.Answered(42, TimeSpan.Zero);
        string text = await CollectAsync();
        Assert.Contains("# TYPE invites_api_requests_total counter\n", text, StringComparison.Ordinal);
        Assert.Contains("invites_api_requests_total{status=\"201\"} 2\n", text, StringComparison.Ordinal);
        Assert.Contains("invites_api_requests_total{status=\"404\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("invites_api_requests_total{status=\"other\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("invites_api_request_duration_seconds_bucket{le=\"0.005\"} 3\n", text, StringComparison.Ordinal);
        Assert.Contains("invites_api_request_duration_seconds_bucket{le=\"+Inf\"} 4\n", text, StringComparison.Ordinal);
        Assert.Contains("invites_api_request_duration_seconds_count 4\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Collect_Invites_AreCountedFromZero()
    {
        Assert.Contains("invites_api_invites_created_total 0\n", await CollectAsync(), StringComparison.Ordinal);
        _meter.InviteMade();
        _meter.InviteRefused("key_refused");
        string text = await CollectAsync();
        Assert.Contains("invites_api_invites_created_total 1\n", text, StringComparison.Ordinal);
        Assert.Contains("invites_api_invites_refused_total{reason=\"key_refused\"} 1\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Collect_Gauge_IsReadAtThatMoment()
    {
        int queued = 3;
        _meter.Meter.CreateObservableGauge("invites_api.database.queue", () => queued);
        Assert.Contains("invites_api_database_queue 3\n", await CollectAsync(), StringComparison.Ordinal);
        queued = 0;
        Assert.Contains("invites_api_database_queue 0\n", await CollectAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Collect_OtherServersAndModules_AreNotShown()
    {
        using var other = new ServerMeter();
        using var foreign = new Meter("Foreign");
        other.InviteMade();
        foreign.CreateCounter<long>("foreign").Add(1);
        string text = await CollectAsync();
        Assert.Contains("invites_api_invites_created_total 0\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("foreign", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Collect_Process_IsThere() =>
        Assert.Contains("\nprocess_cpu_seconds_total ", await CollectAsync(), StringComparison.Ordinal);

    [Fact]
    public void Answered_WhileListenedTo_AllocatesNothing()
    {
        void Count()
        {
            _meter.Answered(201, TimeSpan.FromMilliseconds(3));
            _meter.InviteMade();
            _meter.InviteRefused("key_refused");
        }

        for (int i = 0; i < 100; i++)
        {
            Count();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++)
        {
            Count();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    public void Dispose()
    {
        _metrics.Dispose();
        _meter.Dispose();
    }

    private async Task<string> CollectAsync() =>
        Encoding.UTF8.GetString((await _metrics.CollectAsync(TestContext.Current.CancellationToken)).Span);
}
