using InvitesApi.Server.Hosting.Operation;

namespace InvitesApi.Server.Tests.Operation;

public class TelemetryEnvironmentTests
{
    private const string Collector = "http://localhost:4318";

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true, "OTEL_EXPORTER_OTLP_ENDPOINT", Collector)]
    [InlineData(true, false, "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", Collector + "/v1/traces")]
    [InlineData(false, true, "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", Collector + "/v1/metrics")]
    [InlineData(false, true, "OTEL_EXPORTER_OTLP_ENDPOINT", Collector, "OTEL_TRACES_EXPORTER", "none")]
    [InlineData(true, false, "OTEL_EXPORTER_OTLP_ENDPOINT", Collector, "OTEL_METRICS_EXPORTER", "none")]
    [InlineData(true, true, "OTEL_EXPORTER_OTLP_ENDPOINT", Collector, "OTEL_TRACES_EXPORTER", "otlp")]
    [InlineData(false, false, "OTEL_EXPORTER_OTLP_ENDPOINT", Collector, "OTEL_SDK_DISABLED", "TRUE")]
    [InlineData(false, false, "OTEL_EXPORTER_OTLP_ENDPOINT", "")]
    [InlineData(false, false, "OTEL_SERVICE_NAME", "invites")]
    public void Wants_Variables_AreFollowed(bool traces, bool metrics, params string[] variables)
    {
        var environment = new TelemetryEnvironment(name => Array.IndexOf(variables, name) is >= 0 and var i ? variables[i + 1] : null);
        Assert.Equal((traces, metrics), (environment.WantsTraces, environment.WantsMetrics));
    }
}
