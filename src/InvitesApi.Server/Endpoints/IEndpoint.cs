using InvitesApi.Server.Hosting.Hosts;
using Microsoft.AspNetCore.Http;

namespace InvitesApi.Server.Endpoints;

/// <summary>What answers the requests for a resource.</summary>
internal interface IEndpoint
{
    /// <summary>Answers a request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="host">The virtual host that it is for.</param>
    /// <param name="rest">What follows the resource's path, from its slash on; empty where nothing does.</param>
    ValueTask AnswerAsync(HttpContext context, ServedHost host, string rest);
}
