using System.Collections.Frozen;
using System.Net;
using InvitesApi.Server.Faults;
using InvitesApi.Server.VirtualHosts;
using Microsoft.AspNetCore.Http;

namespace InvitesApi.Server.Hosting.Hosts;

/// <summary>Finds the virtual host that a request is for. It never changes: hosts that come and go make a new one.</summary>
internal sealed class HostDirectory
{
    private readonly FrozenDictionary<string, ServedHost>.AlternateLookup<ReadOnlySpan<char>> _byName;
    private readonly ServedHost? _default;

    /// <summary>Makes one.</summary>
    /// <param name="hosts">The hosts, in the order in which they were given.</param>
    /// <exception cref="InviteException">There is none, two of them have the same name, or two are the default.</exception>
    public HostDirectory(IReadOnlyList<ServedHost> hosts)
    {
        Hosts = hosts;
        _byName = ByName(hosts).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
        ServedHost[] defaults = [.. hosts.Where(host => host.IsDefault)];
        _default = defaults.Length < 2 ? defaults.FirstOrDefault() : throw new InviteException(
            InviteFault.VirtualHostInvalid,
            $"Both {defaults[0].Name} and {defaults[1].Name} would be the default host. Only one can be.",
            defaults[1].Name);
    }

    /// <summary>The hosts, in the order in which they were given.</summary>
    public IReadOnlyList<ServedHost> Hosts { get; }

    /// <summary>The host of an XMPP domain.</summary>
    /// <exception cref="InviteException"><see cref="InviteFault.VirtualHostNotServed"/>.</exception>
    public ServedHost Named(string virtualHost)
    {
        string name = VirtualHostName.Normalize(virtualHost);
        return Hosts.FirstOrDefault(host => host.Name == name) ?? throw new InviteException(
            InviteFault.VirtualHostNotServed,
            $"{name} is not served here. Served are {string.Join(", ", Hosts.Select(host => host.Name))}.",
            virtualHost);
    }

    /// <summary>
    /// The virtual host of a request, by its Host header. Who came by a loopback address, or a Unix socket, may call the first of them
    /// <c>localhost</c> or by a loopback address.
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

        return IsLoopbackName(name) && (context.Connection.LocalIpAddress is not { } address || IPAddress.IsLoopback(address))
            ? Hosts[0]
            : _default;
    }

    private static Dictionary<string, ServedHost> ByName(IReadOnlyList<ServedHost> hosts)
    {
        if (hosts.Count == 0)
        {
            throw new InviteException(InviteFault.VirtualHostInvalid, "Give at least one virtual host, such as example.com.");
        }

        var byName = new Dictionary<string, ServedHost>(StringComparer.OrdinalIgnoreCase);
        foreach (ServedHost host in hosts)
        {
            if (!byName.TryAdd(host.HttpName, host))
            {
                throw new InviteException(
                    InviteFault.VirtualHostTaken,
                    $"Two virtual hosts would be served as {host.HttpName}. Give each a name of its own.",
                    host.HttpName);
            }
        }

        return byName;
    }

    /// <summary>Whether a name is <c>localhost</c> or a loopback address.</summary>
    internal static bool IsLoopbackName(ReadOnlySpan<char> name)
    {
        if (name.Equals("localhost", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        // The parser takes forms such as 127.1 that no URI has; those who send them get what they mean.
        return IPAddress.TryParse(name.Trim("[]"), out IPAddress? address) && IPAddress.IsLoopback(address);
    }

    /// <summary>A Host header without its port.</summary>
    internal static ReadOnlySpan<char> WithoutPort(ReadOnlySpan<char> host)
    {
        int colon = host.LastIndexOf(':');
        return colon > host.LastIndexOf(']') ? host[..colon] : host;
    }
}
