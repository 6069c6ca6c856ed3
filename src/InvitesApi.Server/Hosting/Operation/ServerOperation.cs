using InvitesApi.Server.Faults;
using InvitesApi.Server.Hosting.Logging;
using InvitesApi.Server.Storage;
using Microsoft.Extensions.Logging;

namespace InvitesApi.Server.Hosting.Operation;

/// <summary>All that those who run a server see of it: its log, its access log, its metrics, its traces.</summary>
internal sealed class ServerOperation : IAsyncDisposable
{
    private readonly OperationOptions _options;
    private readonly TimeProvider _time;
    private readonly AccessLog? _accessLog;
    private readonly Task<PrometheusMetrics> _metrics;
    private readonly OpenTelemetryExport? _export;
    private Readiness? _readiness;

    /// <summary>Opens the logs, and begins to count.</summary>
    /// <param name="options">What is wanted.</param>
    /// <param name="time">What tells the time.</param>
    /// <exception cref="InviteException"><see cref="InviteFault.AccessLogUnavailable"/>.</exception>
    public ServerOperation(OperationOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        ILogger log = Log.CreateLogger(ServerLog.OwnCategory);
        _accessLog = options.AccessLog is { } path ? new AccessLog(path, time, log) : null;

        // Beside the rest of the start: the library compiles its patterns first, which takes as long as Kestrel (docs/performance.md).
        _metrics = Task.Run(() => new PrometheusMetrics(Meter.Meter));
        _export = OpenTelemetryExport.Begin(new TelemetryEnvironment(Environment.GetEnvironmentVariable), log);
        Observer = new RequestObserver(Meter, _accessLog, time);
    }

    /// <summary>What the server has to say.</summary>
    public ServerLog Log { get; } = new();

    /// <summary>What counts.</summary>
    public ServerMeter Meter { get; } = new();

    /// <summary>What sees requests.</summary>
    public RequestObserver Observer { get; }

    /// <summary>Makes what answers service managers and monitors.</summary>
    /// <param name="database">The database whose state is told.</param>
    /// <param name="managementPort">The port that answers nothing else; null where there is none.</param>
    public OperationEndpoints MakeEndpoints(IInviteDatabase database, int? managementPort)
    {
        _readiness = new Readiness(database, _time);
        return new OperationEndpoints(_options, managementPort, _readiness, _metrics);
    }

    /// <summary>Waits until all is counted that happens from then on.</summary>
    public Task CountAsync() => _metrics;

    /// <summary>Tells whoever asks from now on that the server ends.</summary>
    public void BeginStop() => _readiness?.Stop();

    /// <summary>Writes and sends what waits.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_accessLog is not null)
        {
            await _accessLog.DisposeAsync();
        }

        _export?.Dispose();
        (await _metrics).Dispose();
        Meter.Dispose();
        Log.Dispose();
    }
}
