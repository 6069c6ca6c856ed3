using System.Collections.Frozen;
using InvitesApi.Server.Endpoints;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace InvitesApi.Server.Hosting;

/// <summary>
/// Takes a request to its virtual host and its endpoint. ASP.NET Core's routing would do all but two things that the original does: it
/// takes <c>/invites_api/</c> for <c>/invites_api</c>, and knows no paths that differ from host to host (docs/decisions/0004).
/// </summary>
internal sealed partial class RequestDispatcher
{
    private readonly HostDirectory _hosts;
    private readonly ILogger _log;
    private readonly InvitePageEndpoint _page;
    private readonly FrozenDictionary<string, Func<HttpContext, ServedHost, Task>> _endpoints;

    /// <summary>Makes one, with all endpoints that there are.</summary>
    public RequestDispatcher(HostDirectory hosts, IInviteDatabase database, TimeProvider time, ILogger log)
    {
        _hosts = hosts;
        _log = log;
        _page = new InvitePageEndpoint(database, time);
        _endpoints = new Dictionary<string, Func<HttpContext, ServedHost, Task>>(StringComparer.Ordinal)
        {
            [InvitesApiEndpoint.Path] = new InvitesApiEndpoint(new InviteIssuer(database, time)).AnswerAsync,
            [InvitePageTemplate.OwnPagePath] = _page.AnswerAsync,
        }.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Answers a request, whatever happens.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        try
        {
            await FindAndAnswerAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone; nobody is left to answer to.
        }
        catch (InviteException fault) when (!context.Response.HasStarted)
        {
            LogFault(_log, fault.Fault, fault.Message);
            await (fault.Fault == InviteFault.DatabaseBusy ? Problem.Busy : Problem.StorageFailed).SendAsync(context);
        }
        catch (Exception defect) when (!context.Response.HasStarted && defect is not BadHttpRequestException)
        {
            LogDefect(_log, defect);
            await Problem.Unexpected.SendAsync(context);
        }
    }

    private Task FindAndAnswerAsync(HttpContext context)
    {
        if (_hosts.Find(context) is not { } host)
        {
            Cors.Allow(context.Response.Headers);
            return Problem.HostUnknown.SendAsync(context);
        }

        HttpRequest request = context.Request;
        string path = request.Path.Value ?? string.Empty;
        if (_endpoints.TryGetValue(path, out Func<HttpContext, ServedHost, Task>? endpoint))
        {
            return endpoint(context, host);
        }

        // A template is written as links are: with what a path can't have percent-encoded.
        if (host.TryReadToken(request.Path.ToUriComponent() + request.QueryString.Value, out string token))
        {
            return _page.AnswerAsync(context, host, token);
        }

        Cors.Allow(context.Response.Headers);
        return Problem.NotFound.SendAsync(context);
    }

    [LoggerMessage(LogLevel.Error, "A request failed by a defect of this program. Please report it.")]
    private static partial void LogDefect(ILogger log, Exception defect);

    [LoggerMessage(LogLevel.Error, "A request failed: {Fault}. {Reason}")]
    private static partial void LogFault(ILogger log, InviteFault fault, string reason);
}
