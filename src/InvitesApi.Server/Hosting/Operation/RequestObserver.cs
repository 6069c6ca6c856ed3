using System.Diagnostics;
using System.Runtime.InteropServices;
using InvitesApi.Server.Endpoints;
using InvitesApi.Server.Hosting.Logging;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace InvitesApi.Server.Hosting.Operation;

/// <summary>Sees each request come and go, for whoever wants to know: metrics, the access log, traces. It costs what they need.</summary>
/// <param name="meter">What counts.</param>
/// <param name="accessLog">The access log; null where there is none.</param>
/// <param name="time">What tells the time.</param>
internal sealed class RequestObserver(ServerMeter meter, AccessLog? accessLog, TimeProvider time)
{
    /// <summary>A request has come.</summary>
    public Start Begin(HttpContext context) => new(time.GetTimestamp(), RequestTrace.Begin(context));

    /// <summary>A request was answered, or its client has gone.</summary>
    /// <param name="context">The request, with the status of its answer.</param>
    /// <param name="start">What <see cref="Begin"/> has said.</param>
    public void End(HttpContext context, in Start start)
    {
        HttpResponse response = context.Response;
        int status = response.StatusCode;
        meter.Answered(status, time.GetElapsedTime(start.Timestamp));
        if (start.Span is { } span)
        {
            RequestTrace.End(span, status);
        }

        if (accessLog is not null)
        {
            HttpRequest request = context.Request;
            accessLog.Add(new AccessLogEntry(
                time.GetUtcNow(),
                context.Connection.RemoteIpAddress,
                request.Method,
                context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
                request.Protocol,
                status,
                Method.IsHead(request.Method) ? null : response.ContentLength,
                request.Headers.Referer,
                request.Headers.UserAgent));
        }
    }

    /// <summary>What is remembered of a request until its end.</summary>
    /// <param name="Timestamp">When it came, by the clock that only goes forward.</param>
    /// <param name="Span">Its span in a trace; null where nobody traces.</param>
    [StructLayout(LayoutKind.Auto)]
    public readonly record struct Start(long Timestamp, Activity? Span);
}
