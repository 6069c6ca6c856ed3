using System.Diagnostics.Metrics;
using System.Globalization;

namespace InvitesApi.Server.Hosting.Operation;

/// <summary>
/// What is counted and measured of one server. Whoever wants to know listens: <see cref="PrometheusMetrics"/>, and OpenTelemetry where it is
/// asked for. No name and no label holds anything that a client has sent.
/// </summary>
internal sealed class ServerMeter : IDisposable
{
    /// <summary>The name of every server's meter.</summary>
    public const string Name = "InvitesApi";

    /// <summary>How many requests were answered, by <see cref="Status"/>.</summary>
    public const string Requests = "invites_api.requests";

    /// <summary>How many invites were refused, by <see cref="Reason"/>.</summary>
    public const string InvitesRefused = "invites_api.invites.refused";

    /// <summary>The label of <see cref="Requests"/>.</summary>
    public const string Status = "status";

    /// <summary>The label of <see cref="InvitesRefused"/>.</summary>
    public const string Reason = "reason";

    private const int LeastStatus = 100;
    private const int MostStatus = 599;

    // From a batch of one on a fast disk to a client that has nearly given up, in seconds.
    private static readonly InstrumentAdvice<double> Latencies = new()
    {
        HistogramBucketBoundaries = [0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    private readonly string?[] _statuses = new string?[MostStatus + 1];
    private readonly Counter<long> _requests;
    private readonly Counter<long> _made;
    private readonly Counter<long> _refused;
    private readonly Histogram<double> _duration;

    /// <summary>Makes the instruments.</summary>
    public ServerMeter()
    {
        Meter = new Meter(Name, typeof(ServerMeter).Assembly.GetName().Version?.ToString(3));
        _requests = Meter.CreateCounter<long>(Requests, "{request}", "Requests that were answered, by status.");
        _made = Meter.CreateCounter<long>("invites_api.invites.created", "{invite}", "Invites that were made for holders of keys.");
        _refused = Meter.CreateCounter<long>(InvitesRefused, "{invite}", "Invites that were asked for and refused, by reason.");
        _duration = Meter.CreateHistogram(
            "invites_api.request.duration", "s", "Time from a request's headers to the end of its answer.", tags: null, Latencies);
    }

    /// <summary>What the instruments belong to; stores add theirs.</summary>
    public Meter Meter { get; }

    /// <summary>Counts a request that was answered.</summary>
    /// <param name="status">The status of the answer.</param>
    /// <param name="elapsed">How long it took.</param>
    public void Answered(int status, TimeSpan elapsed)
    {
        if (_requests.Enabled)
        {
            _requests.Add(1, new KeyValuePair<string, object?>(Status, NameOf(status)));
            _duration.Record(elapsed.TotalSeconds);
        }
    }

    /// <summary>Counts an invite that was made.</summary>
    public void InviteMade() => _made.Add(1);

    /// <summary>Counts an invite that was refused.</summary>
    /// <param name="reason">Why: one of few.</param>
    public void InviteRefused(string reason) => _refused.Add(1, new KeyValuePair<string, object?>(Reason, reason));

    /// <inheritdoc/>
    public void Dispose() => Meter.Dispose();

    private string NameOf(int status) => status is < LeastStatus or > MostStatus
        ? "other"
        : _statuses[status] ??= status.ToString(CultureInfo.InvariantCulture);
}
