using System.Diagnostics;
using InvitesApi.Server.Hosting.Logging;
using Microsoft.AspNetCore.Http;

namespace InvitesApi.Server.Hosting.Operation;

/// <summary>
/// The span of a request, by OpenTelemetry's conventions for HTTP servers; made only where somebody listens. The framework's own would have
/// the whole query, in which keys and tokens of invites stand.
/// </summary>
internal static class RequestTrace
{
    /// <summary>Where spans come from.</summary>
    public static readonly ActivitySource Source = new("InvitesApi");

    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "CONNECT"];

    /// <summary>Begins the span of a request.</summary>
    /// <returns>The span; null where nobody listens.</returns>
    public static Activity? Begin(HttpContext context) => Source.HasListeners() ? Begin(context.Request) : null;

    /// <summary>Ends it.</summary>
    public static void End(Activity span, int status)
    {
        span.SetTag("http.response.status_code", status);
        if (status >= StatusCodes.Status500InternalServerError)
        {
            span.SetStatus(ActivityStatusCode.Error);
        }

        span.Dispose();
    }

    private static Activity? Begin(HttpRequest request)
    {
        string method = Methods.Contains(request.Method, StringComparer.Ordinal) ? request.Method : "_OTHER";
        _ = ActivityContext.TryParse(request.Headers.TraceParent, traceState: null, isRemote: true, out ActivityContext parent);
        return Source.StartActivity(method == "_OTHER" ? "HTTP" : method, ActivityKind.Server, parent)?
            .SetTag("http.request.method", method)
            .SetTag("url.scheme", request.Scheme)
            .SetTag("url.path", Redaction.Of(request.Path.Value ?? string.Empty))
            .SetTag("server.address", Redaction.Of(request.Host.Host))
            .SetTag("network.protocol.version", request.Protocol.Replace("HTTP/", string.Empty, StringComparison.Ordinal));
    }
}
