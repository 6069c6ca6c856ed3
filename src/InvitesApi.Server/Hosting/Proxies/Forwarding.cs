using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace InvitesApi.Server.Hosting.Proxies;

/// <summary>What proxies say of a request: who sent it, how, and to which host.</summary>
internal static class Forwarding
{
    private const string XFor = "X-Forwarded-For";
    private const string XProto = "X-Forwarded-Proto";
    private const string XHost = "X-Forwarded-Host";
    private const string Standard = "Forwarded";

    /// <summary>
    /// Takes what trusted proxies say for the truth, from the nearest one outwards, up to the first that is not trusted.
    /// <c>Forwarded</c> counts only where no <c>X-Forwarded-…</c> field is: a proxy that sets the one passes on what a client
    /// has written into the other.
    /// </summary>
    public static void Believe(this ProxyList proxies, HttpContext context)
    {
        IHeaderDictionary headers = context.Request.Headers;
        bool isX = headers.TryGetValue(XFor, out StringValues names);
        isX |= headers.TryGetValue(XProto, out StringValues schemes);
        isX |= headers.TryGetValue(XHost, out StringValues hosts);
        StringValues standard = default;
        if ((!isX && !headers.TryGetValue(Standard, out standard)) || !proxies.Contains(context.Connection.RemoteIpAddress))
        {
            return;
        }

        IReadOnlyList<Hop> hops = isX ? XForwarded.Read(names, schemes, hosts) : ForwardedField.Read(standard);
        for (int i = hops.Count - 1; i >= 0; i--)
        {
            Apply(hops[i], context);
            if (hops[i].Client is not { } client || !proxies.Contains(client.Address))
            {
                return;
            }
        }
    }

    private static void Apply(in Hop hop, HttpContext context)
    {
        if (hop.Client is { } client)
        {
            context.Connection.RemoteIpAddress = client.Address;
            context.Connection.RemotePort = client.Port;
        }

        context.Request.Scheme = hop.Scheme ?? context.Request.Scheme;
        if (hop.Host is { } host)
        {
            context.Request.Host = new HostString(host);
        }
    }
}
