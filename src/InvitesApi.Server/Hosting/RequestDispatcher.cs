using System.Collections.Frozen;
using InvitesApi.Server.Endpoints;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Hosting.Hosts;
using InvitesApi.Server.Hosting.Listening;
using InvitesApi.Server.Hosting.Operation;
using InvitesApi.Server.Hosting.Proxies;
using InvitesApi.Server.Pages;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace InvitesApi.Server.Hosting;

/// <summary>
/// Takes a request to its virtual host and its endpoint. ASP.NET Core's routing would do all but two things that the original does: it
/// takes <c>/invites_api/</c> for <c>/invites_api</c>, and knows no paths that differ from host to host (docs/decisions/0004).
/// </summary>
internal sealed partial class RequestDispatcher(
    LiveHosts hosts,
    ProxyList proxies,
    LimitOptions limits,
    EndpointServices services,
    OperationEndpoints operation,
    RequestObserver observer,
    FaultLog faults,
    ILogger log)
{
    private readonly FrozenDictionary<Resource, IEndpoint> _endpoints = Resource.All
        .Select(resource => (Resource: resource, Endpoint: resource.MakeEndpoint(services)))
        .Where(made => made.Endpoint is not null)
        .ToFrozenDictionary(made => made.Resource, made => made.Endpoint!);

    /// <summary>Answers a request, whatever happens.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        RequestObserver.Start start = observer.Begin(context);
        try
        {
            if (Framing.IsFaulty(context.Request))
            {
                await Framing.RefuseAsync(context);
                return;
            }

            if (operation.Takes(context))
            {
                await operation.AnswerAsync(context);
                return;
            }

            proxies.Believe(context);
            await FindAndAnswerAsync(context);
        }
        catch (BadHttpRequestException malformed) when (!context.Response.HasStarted)
        {
            await BrokenBody.RefuseAsync(context, malformed);
        }
        catch (Exception gone) when (IsOfClient(gone, context))
        {
            // The client has gone; nobody is left to answer to.
            Note(context, StatusCodes.Status499ClientClosedRequest);
        }
        catch (InviteException fault) when (!context.Response.HasStarted)
        {
            faults.Tell(fault);
            await (fault.Fault == InviteFault.DatabaseBusy ? Problem.Busy : Problem.StorageFailed).SendAsync(context);
        }
        catch (Exception defect) when (!context.Response.HasStarted)
        {
            LogDefect(log, defect);
            await Problem.Unexpected.SendAsync(context);
        }
        finally
        {
            observer.End(context, start);
        }
    }

    private ValueTask FindAndAnswerAsync(HttpContext context)
    {
        bool isAdmitted = services.Clients.Admit(context);
        ServedHost? host = hosts.Directory.Find(context);
        if (!isAdmitted)
        {
            (host?.Cors ?? Cors.Default).Allow(context);
            return new ValueTask(TooMany.SendAsync(context, host));
        }

        if (host is null)
        {
            Cors.Default.Allow(context);
            return new ValueTask(Problem.HostUnknown.SendAsync(context));
        }

        if (context.Request.ContentLength > limits.MaxContentSize)
        {
            // The body stays unread, and what is left of the connection is of no use.
            Framing.CloseAfter(context);
            return new ValueTask(Problem.ContentTooLarge.SendAsync(context));
        }

        string path = host.PathOf(context.Request);
        if (host.Find(path, out string rest) is { } resource && _endpoints.TryGetValue(resource, out IEndpoint? endpoint))
        {
            return endpoint.AnswerAsync(context, host, rest);
        }

        var query = PageQuery.Parse(context.Request.QueryString.Value);
        // A template is written as links are: with what a path can't have percent-encoded.
        if (host.TryReadToken(new PathString(path).ToUriComponent(), query, out string token))
        {
            return new ValueTask(
                ((InvitePageEndpoint)_endpoints[Resource.InvitePage]).ShowAsync(context, host, query with { Token = token }));
        }

        host.Cors.Allow(context);
        return new ValueTask(Problem.NotFound.SendAsync(context));
    }

    // A body that breaks off with its connection is told by an exception of its own, and before the request is aborted.
    private static bool IsOfClient(Exception error, HttpContext context) => error is ConnectionResetException or ConnectionAbortedException
        || (error is OperationCanceledException && context.RequestAborted.IsCancellationRequested);

    // For the observer alone.
    private static void Note(HttpContext context, int status)
    {
        if (!context.Response.HasStarted)
        {
            context.Response.StatusCode = status;
        }
    }

    [LoggerMessage(LogLevel.Error, "A request failed by a defect of this program. Please report it.")]
    private static partial void LogDefect(ILogger log, Exception defect);
}
