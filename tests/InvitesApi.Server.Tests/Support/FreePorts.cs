using System.Net;
using System.Net.Sockets;

namespace InvitesApi.Server.Tests.Support;

/// <summary>Ports for servers that can't take port 0.</summary>
internal static class FreePorts
{
    /// <summary>Ports of the loopback address that nobody listens on now, all different.</summary>
    public static int[] Take(int count)
    {
        TcpListener[] listeners = [.. Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0))];
        foreach (TcpListener listener in listeners)
        {
            listener.Start();
        }

        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        foreach (TcpListener listener in listeners)
        {
            listener.Dispose();
        }

        return ports;
    }
}
