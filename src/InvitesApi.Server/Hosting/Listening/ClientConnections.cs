using System.Collections.Concurrent;
using System.Net;
using InvitesApi.Server.Hosting.Proxies;
using InvitesApi.Server.Limits;
using Microsoft.AspNetCore.Connections;

namespace InvitesApi.Server.Hosting.Listening;

/// <summary>Keeps one client from taking all connections. What it has beyond its share is closed before a byte is read.</summary>
/// <param name="most">How many a client may have.</param>
/// <param name="proxies">Who may have any number.</param>
internal sealed class ClientConnections(int most, ProxyList proxies)
{
    private readonly ConcurrentDictionary<ulong, int> _counts = new();

    /// <summary>Lets a connection through, or not.</summary>
    public ConnectionDelegate Limit(ConnectionDelegate next) => connection =>
        connection.RemoteEndPoint is not IPEndPoint { Address: { } address } || proxies.Contains(address)
            ? next(connection)
            : CountAsync(connection, ClientNumber.Of(address), next);

    private async Task CountAsync(ConnectionContext connection, ulong client, ConnectionDelegate next)
    {
        int count = _counts.AddOrUpdate(client, 1, static (_, others) => others + 1);
        try
        {
            if (count <= most)
            {
                await next(connection);
            }
        }
        finally
        {
            Leave(client);
        }
    }

    private void Leave(ulong client)
    {
        int left = _counts.AddOrUpdate(client, 0, static (_, others) => others - 1);
        if (left == 0)
        {
            // Removed only while it is still 0: another connection may have come in between.
            _counts.TryRemove(KeyValuePair.Create(client, 0));
        }
    }
}
