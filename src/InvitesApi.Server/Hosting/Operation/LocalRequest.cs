using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace InvitesApi.Server.Hosting.Operation;

/// <summary>
/// Tells a request of this machine from one that a proxy on this machine has passed on. To be asked before anything believes a header.
/// </summary>
internal static class LocalRequest
{
    // What proxies and content delivery networks add; and whatever begins with X-Forwarded.
    private static readonly string[] OfProxies =
        ["Forwarded", "Via", "X-Real-IP", "X-Client-IP", "True-Client-IP", "CF-Connecting-IP", "X-Original-For"];

    private const string Forwarded = "X-Forwarded";

    /// <summary>
    /// Whether a request came from this machine: over a loopback address, for a loopback name (a proxy passes on the name that was asked
    /// for, as does a browser that was lured here by a name of another's), and without a trace of a proxy. Who connects to a Unix socket
    /// is a proxy, and so is who speaks HTTP/1.0: nginx does, and passes on neither name nor address unless it is told to.
    /// </summary>
    public static bool Is(HttpContext context)
    {
        ConnectionInfo connection = context.Connection;
        return IsLoopback(connection.RemoteIpAddress)
            && IsLoopback(connection.LocalIpAddress)
            && IsLoopbackName(context.Request.Host.Host)
            && !HttpProtocol.IsHttp10(context.Request.Protocol)
            && !context.Request.Headers.Any(IsOfProxy);
    }

    private static bool IsLoopback(IPAddress? address) => address is not null && IPAddress.IsLoopback(address);

    private static bool IsLoopbackName(string name) =>
        string.Equals(name, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(name, out IPAddress? address) && IPAddress.IsLoopback(address));

    private static bool IsOfProxy(KeyValuePair<string, StringValues> header) =>
        header.Key.StartsWith(Forwarded, StringComparison.OrdinalIgnoreCase)
        || OfProxies.Contains(header.Key, StringComparer.OrdinalIgnoreCase);
}
