using System.Net;
using System.Net.Sockets;
using InvitesApi.Server.Faults;

namespace InvitesApi.Server.Hosting.Proxies;

/// <summary>Who is believed when it says for whom it asks.</summary>
internal sealed class ProxyList
{
    /// <summary>Prosody's default: this machine.</summary>
    public static readonly IReadOnlyList<string> Default = ["127.0.0.0/8", "::1"];

    private readonly IPNetwork[] _networks;

    private ProxyList(IPNetwork[] networks) => _networks = networks;

    /// <summary>Whether any of them is on another machine.</summary>
    public bool HasRemote => _networks.Any(network => !IPAddress.IsLoopback(network.BaseAddress));

    /// <summary>Reads the list.</summary>
    /// <param name="proxies">Addresses, and networks such as <c>10.0.0.0/8</c>.</param>
    /// <exception cref="InviteException"><see cref="InviteFault.TrustedProxyInvalid"/>.</exception>
    public static ProxyList Parse(IEnumerable<string> proxies) => new(Array.ConvertAll([.. proxies], ParseOne));

    /// <summary>Whether an address is one of them.</summary>
    /// <param name="address">The address of who has connected; null: it came by a Unix socket, whose mode has let it in.</param>
    public bool Contains(IPAddress? address)
    {
        if (address is null)
        {
            return true;
        }

        IPAddress plain = Plain(address);
        foreach (IPNetwork network in _networks)
        {
            if (network.Contains(plain))
            {
                return true;
            }
        }

        return false;
    }

    private static IPNetwork ParseOne(string text)
    {
        if (TryParse(text) is { } address)
        {
            IPAddress plain = Plain(address);
            return new IPNetwork(plain, plain.GetAddressBytes().Length * 8);
        }

        // 10.0.0.5/8 may be meant for one address, and would be sixteen million.
        return IPNetwork.TryParse(text, out IPNetwork network) && network.BaseAddress.Equals(TryParse(text.Split('/')[0]))
            ? network
            : throw new InviteException(
                InviteFault.TrustedProxyInvalid,
                $"'{text}' is neither an address nor a network. Give an IP address, or a network such as 10.0.0.0/8 or fd00::/8: its "
                + "address has no bits beyond the prefix.",
                text);
    }

    // The parser takes forms such as 10.0.5 for 10.0.0.5.
    private static IPAddress? TryParse(string text) =>
        IPAddress.TryParse(text, out IPAddress? address) && (address.AddressFamily != AddressFamily.InterNetwork || $"{address}" == text)
            ? address
            : null;

    // On a socket for both protocols IPv4 clients come as ::ffff:192.0.2.1.
    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
