using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace InvitesApi.Server.Hosting.Operation;

/// <summary>
/// The export of traces and metrics over OTLP, one for all servers of the process: both are found by their source's name, and two exports would
/// send all twice. The libraries of OpenTelemetry are loaded when its first method is called, and not before.
/// </summary>
internal sealed partial class OpenTelemetryExport : IDisposable
{
    // What could not be sent by then is lost: nobody waits longer for a server to stop because its collector is away.
    private const int PatienceMilliseconds = 1000;

    private static readonly Lock Turn = new();
    private static int _users;
    private static IDisposable?[] _providers = [];

    private bool _disposed;

    private OpenTelemetryExport()
    {
    }

    /// <summary>Takes part in the export, and begins it where nobody has.</summary>
    /// <param name="environment">What is wanted.</param>
    /// <param name="log">Where it is said that the variables are malformed: no server fails for that.</param>
    /// <returns>This server's part; null where nothing is wanted, or it can't be had.</returns>
    public static OpenTelemetryExport? Begin(TelemetryEnvironment environment, ILogger log)
    {
        if (!environment.WantsTraces && !environment.WantsMetrics)
        {
            return null;
        }

        lock (Turn)
        {
            try
            {
                _providers = _users == 0 ? Providers.Build(environment) : _providers;
                _users++;
                return new OpenTelemetryExport();
            }
            catch (Exception error) when (error is ArgumentException or FormatException or InvalidOperationException or NotSupportedException)
            {
                LogMalformed(log, error.GetType().Name); // its message may have a header, and so a secret
                return null;
            }
        }
    }

    /// <summary>Sends what waits, and ends the export if no other server needs it.</summary>
    public void Dispose()
    {
        lock (Turn)
        {
            if (_disposed || --_users > 0)
            {
                _disposed = true;
                return;
            }

            _disposed = true;
            Providers.End(_providers);
            _providers = [];
        }
    }

    [LoggerMessage(LogLevel.Error, "Traces and metrics are not exported: the environment variables OTEL_… are malformed ({Kind}).")]
    private static partial void LogMalformed(ILogger log, string kind);

    // A type of its own: whatever names a type of OpenTelemetry is loaded with it.
    private static class Providers
    {
        public static IDisposable?[] Build(TelemetryEnvironment environment)
        {
            // The later one wins: OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES.
            ResourceBuilder resource = ResourceBuilder.CreateEmpty()
                .AddService("invites-api", serviceVersion: typeof(Providers).Assembly.GetName().Version?.ToString(3))
                .AddTelemetrySdk()
                .AddEnvironmentVariableDetector();
            return
            [
                environment.WantsTraces
                    ? Sdk.CreateTracerProviderBuilder()
                        .SetResourceBuilder(resource)
                        .AddSource(RequestTrace.Source.Name)
                        .AddOtlpExporter(options => SetEndpoint(options, environment.TracesEndpoint))
                        .Build()
                    : null,
                environment.WantsMetrics
                    ? Sdk.CreateMeterProviderBuilder()
                        .SetResourceBuilder(resource)
                        .AddMeter(ServerMeter.Name)
                        .AddOtlpExporter(options => SetEndpoint(options, environment.MetricsEndpoint))
                        .Build()
                    : null,
            ];
        }

        public static void End(IDisposable?[] providers)
        {
            foreach (IDisposable? provider in providers)
            {
                switch (provider)
                {
                    case TracerProvider tracer:
                        tracer.Shutdown(PatienceMilliseconds);
                        break;
                    case MeterProvider meter:
                        meter.Shutdown(PatienceMilliseconds);
                        break;
                }

                provider?.Dispose();
            }
        }

        // One that is for a signal alone is used as it is; to that of all signals the exporter adds its path itself.
        private static void SetEndpoint(OtlpExporterOptions options, Uri? endpoint)
        {
            if (endpoint is not null)
            {
                options.Endpoint = endpoint;
            }
        }
    }
}
