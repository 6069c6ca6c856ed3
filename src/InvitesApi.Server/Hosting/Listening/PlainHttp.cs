using System.Net;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Hosting.Proxies;

namespace InvitesApi.Server.Hosting.Listening;

/// <summary>Keeps keys from crossing a network in clear by oversight.</summary>
internal static class PlainHttp
{
    /// <summary>
    /// Refuses plain HTTP where others can read along, unless it was asked for or a proxy on another machine stands before it.
    /// </summary>
    /// <param name="options">Where to listen.</param>
    /// <param name="proxies">Which proxies are trusted.</param>
    /// <exception cref="InviteException"><see cref="InviteFault.PlainHttpRefused"/>.</exception>
    public static void RequireSafe(ListenerOptions options, ProxyList proxies)
    {
        string? open = options.Interfaces.FirstOrDefault(IsOpen);
        if (options.PlainPorts.Count > 0 && open is not null && !options.AllowPlainHttp && !proxies.HasRemote)
        {
            throw new InviteException(
                InviteFault.PlainHttpRefused,
                $"Plain HTTP on {open} would send keys and invites in clear over the network. Give a certificate and -TlsInterface {open}; or "
                + "-TrustedProxy with the address of a proxy that speaks TLS; or -AllowPlainHttp, if the network is safe.",
                open);
        }
    }

    // What is no address at all is refused later, by its own name.
    private static bool IsOpen(string name) =>
        name == ListenerOptions.Everywhere || (IPAddress.TryParse(name, out IPAddress? address) && !IPAddress.IsLoopback(address));
}
