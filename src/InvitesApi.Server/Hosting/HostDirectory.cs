using System.Collections.Frozen;
using System.Net;
using InvitesApi.Server.Faults;
using Microsoft.AspNetCore.Http;

namespace InvitesApi.Server.Hosting;

/// <summary>Finds the virtual host that a request is for.</summary>
internal sealed class HostDirectory
{
    private readonly FrozenDictionary<string, ServedHost>.AlternateLookup<ReadOnlySpan<char>> _byName;

    /// <summary>Makes one.</summary>
    /// <exception cref="InviteException">One of the hosts' options is malformed, or there is none.</exception>
    public HostDirectory(IReadOnlyList<VirtualHostOptions> options)
    {
        ServedHost[] hosts = [.. options.Select(host => new ServedHost(host)).DistinctBy(host => host.Name, StringComparer.Ordinal)];
        if (hosts.Length == 0)
        {
            throw new InviteException(InviteFault.VirtualHostInvalid, "Give at least one virtual host, such as example.com.");
        }

        Hosts = hosts;
        _byName = hosts
            .ToFrozenDictionary(host => host.AsciiName, StringComparer.OrdinalIgnoreCase)
            .GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The hosts, in the order in which they were given.</summary>
    public IReadOnlyList<ServedHost> Hosts { get; }

    /// <summary>
    /// The virtual host of a request, by its Host header. Who came by a loopback address may call the first of them
    /// <c>localhost</c> or by that address.
    /// </summary>
    /// <returns>The host; null where none is served by that name.</returns>
    public ServedHost? Find(HttpContext context)
    {
        // Not Request.Host, which has international names in Unicode, if they were sent in lower case.
        ReadOnlySpan<char> name = WithoutPort(context.Request.Headers.Host.ToString());
        if (_byName.TryGetValue(name, out ServedHost? host))
        {
            return host;
        }

        return IsLoopbackName(name) && context.Connection.LocalIpAddress is { } address && IPAddress.IsLoopback(address)
            ? Hosts[0]
            : null;
    }

    private static bool IsLoopbackName(ReadOnlySpan<char> name)
    {
        if (name.Equals("localhost", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        // The parser takes forms such as 127.1 that no URI has; those who send them get what they mean.
        return IPAddress.TryParse(name.Trim("[]"), out IPAddress? address) && IPAddress.IsLoopback(address);
    }

    private static ReadOnlySpan<char> WithoutPort(ReadOnlySpan<char> host)
    {
        int colon = host.LastIndexOf(':');
        return colon > host.LastIndexOf(']') ? host[..colon] : host;
    }
}
