using System.Net;
using System.Text;
using InvitesApi.Server.Endpoints;
using Microsoft.AspNetCore.Http;

namespace InvitesApi.Server.Hosting.Operation;

/// <summary>
/// What service managers and monitors ask: <c>/healthz</c> (the process answers), <c>/readyz</c> (the database can be written) and
/// <c>/metrics</c> (Prometheus' text format). To others than <see cref="OperationOptions.IsPublic"/> says, these paths are not there.
/// </summary>
/// <param name="options">Who may ask.</param>
/// <param name="managementPort">The port that answers nothing else; null where there is none.</param>
/// <param name="readiness">Whether the database can be written.</param>
/// <param name="metrics">The metrics.</param>
internal sealed class OperationEndpoints(OperationOptions options, int? managementPort, Readiness readiness, Task<PrometheusMetrics> metrics)
{
    private const string Healthz = "/healthz";
    private const string Readyz = "/readyz";
    private const string MetricsPath = "/metrics";
    private const string Text = "text/plain; charset=utf-8";

    /// <summary>Whether a request is for this. To be asked before anything believes the headers of proxies.</summary>
    public bool Takes(HttpContext context) =>
        IsManagement(context)
        || (context.Request.Path.Value is Healthz or Readyz or MetricsPath
            && (options.IsPublic || (managementPort is null && LocalRequest.Is(context))));

    /// <summary>Answers a request that <see cref="Takes"/> has taken.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        string? path = context.Request.Path.Value;
        if (path is not (Healthz or Readyz or MetricsPath))
        {
            await Problem.NotFound.SendAsync(context);
            return;
        }

        HttpResponse response = context.Response;
        if (!Method.IsGet(context.Request.Method) && !Method.IsHead(context.Request.Method))
        {
            response.Headers.Allow = "GET, HEAD";
            await Problem.MethodNotAllowed.SendAsync(context);
            return;
        }

        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        switch (path)
        {
            case MetricsPath:
                await SendAsync(context, PrometheusMetrics.ContentType, await (await metrics).CollectAsync(context.RequestAborted));
                break;
            case Readyz when await readiness.FindObstacleAsync(context.RequestAborted) is { } obstacle:
                response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                await SendAsync(context, Text, Encoding.UTF8.GetBytes(obstacle + "\n"));
                break;
            default:
                await SendAsync(context, Text, "ok\n"u8.ToArray());
                break;
        }
    }

    // On a loopback address: the same number may be a port of the server's own on another.
    private bool IsManagement(HttpContext context) =>
        managementPort is { } port
        && context.Connection.LocalPort == port
        && context.Connection.LocalIpAddress is { } address
        && IPAddress.IsLoopback(address);

    private static Task SendAsync(HttpContext context, string type, ReadOnlyMemory<byte> body)
    {
        context.Response.ContentType = type;
        context.Response.ContentLength = body.Length;
        return Method.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
