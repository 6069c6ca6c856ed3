namespace InvitesApi.Server.Hosting.Operation;

/// <summary>
/// What the usual environment variables say of OpenTelemetry (opentelemetry.io, 'Environment Variable Specification' and 'OTLP Exporter
/// Configuration'). Only where an end point is named there, anything is exported, and its libraries loaded. The SDK reads the others: headers,
/// protocol, service name, sampler.
/// </summary>
/// <param name="read">Reads a variable.</param>
internal sealed class TelemetryEnvironment(Func<string, string?> read)
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>The end point of traces alone, which is used as it is; null: that of all signals.</summary>
    public Uri? TracesEndpoint => UriOf("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");

    /// <summary>The end point of metrics alone, likewise.</summary>
    public Uri? MetricsEndpoint => UriOf("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT");

    /// <summary>Whether traces are exported.</summary>
    public bool WantsTraces => Wants("OTEL_TRACES_EXPORTER", TracesEndpoint);

    /// <summary>Whether metrics are exported.</summary>
    public bool WantsMetrics => Wants("OTEL_METRICS_EXPORTER", MetricsEndpoint);

    private bool Wants(string exporter, Uri? ownEndpoint) =>
        !string.Equals(read("OTEL_SDK_DISABLED")?.Trim(), "true", StringComparison.OrdinalIgnoreCase)
        && (ownEndpoint ?? UriOf(Endpoint)) is not null
        && (read(exporter) is not { } names || names.Trim() is "" or "otlp");

    private Uri? UriOf(string variable) => Uri.TryCreate(read(variable)?.Trim(), UriKind.Absolute, out Uri? uri) ? uri : null;
}
