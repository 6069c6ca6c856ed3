using System.Net;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Hosting.Proxies;

namespace InvitesApi.Fuzzing.Targets;

/// <summary>What proxies say: of any text nothing comes that could break a link or a log.</summary>
internal static class ForwardedTarget
{
    /// <summary>Reads the fields.</summary>
    /// <param name="data">One or three lines: <c>Forwarded</c>, or the values of the three <c>X-Forwarded-…</c>.</param>
    public static void Run(byte[] data)
    {
        string[] lines = FuzzText.Of(data).Split('\n', 3);
        IReadOnlyList<Hop> hops = lines is [var clients, var schemes, var hosts]
            ? XForwarded.Read(clients, schemes, hosts)
            : ForwardedField.Read(lines[0]);
        Promise.That(hops.All(hop => hop.Scheme is null or "http" or "https"), "a scheme is http or https");
        Promise.That(hops.All(hop => hop.Host is null || hop.Host.All(c => char.IsAsciiLetterOrDigit(c) || ".-:[]_".Contains(c))), "a host can stand in a link");
        Promise.That(hops.All(hop => hop.Client is null or { Port: >= IPEndPoint.MinPort and <= IPEndPoint.MaxPort }), "a port is one");
    }

    /// <summary>Reads a list of proxies, and asks whether some addresses are in it.</summary>
    /// <param name="data">An address or a network a line.</param>
    public static void Proxies(byte[] data)
    {
        try
        {
            var proxies = ProxyList.Parse(FuzzText.Of(data).Split('\n'));
            Promise.That(!proxies.Contains(IPAddress.Parse("203.0.113.9")) || proxies.HasRemote, "only who is named is believed");
            _ = proxies.Contains(IPAddress.IPv6Loopback);
        }
        catch (InviteException fault) when (fault.Fault == InviteFault.TrustedProxyInvalid)
        {
            // Refused, as it should be.
        }
    }
}
