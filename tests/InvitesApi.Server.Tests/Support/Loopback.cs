using System.Net;
using System.Net.Sockets;

namespace InvitesApi.Server.Tests.Support;

/// <summary>The loopback addresses of this machine.</summary>
internal static class Loopback
{
    /// <summary>Whether there is an IPv6 one; containers often have none.</summary>
    public static bool HasIPv6 { get; } = CanBind(IPAddress.IPv6Loopback);

    public static IEnumerable<IPAddress> Addresses => HasIPv6 ? [IPAddress.Loopback, IPAddress.IPv6Loopback] : [IPAddress.Loopback];

    private static bool CanBind(IPAddress address)
    {
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(address, 0));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
