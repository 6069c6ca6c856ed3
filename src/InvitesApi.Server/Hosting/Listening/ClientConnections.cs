using System.Collections.Concurrent;
using System.Net;
using InvitesApi.Server.Hosting.Proxies;
using InvitesApi.Server.Limits;
using Microsoft.AspNetCore.Connections;

namespace InvitesApi.Server.Hosting.Listening;

/// <summary>
/// Counts connections, all of them and those of each client. What is beyond either is closed before a byte is read. Kestrel's own limit would
/// count those of service managers and monitors too.
/// </summary>
/// <param name="limits">How many there may be.</param>
/// <param name="proxies">Who may have any number of them.</param>
internal sealed class ClientConnections(LimitOptions limits, ProxyList proxies)
{
    private readonly ConcurrentDictionary<ulong, int> _counts = new();

    private int _all;

    /// <summary>Lets a connection through, or not.</summary>
    public ConnectionDelegate Limit(ConnectionDelegate next)
    {
        ConnectionDelegate ofOne = LimitOne(next);
        return limits.MaxConnectionCount is { } most ? connection => CountAllAsync(connection, most, ofOne) : ofOne;
    }

    private ConnectionDelegate LimitOne(ConnectionDelegate next) => connection =>
        connection.RemoteEndPoint is not IPEndPoint { Address: { } address } || proxies.Contains(address)
            ? next(connection)
            : CountAsync(connection, ClientNumber.Of(address), next);

    private async Task CountAllAsync(ConnectionContext connection, int most, ConnectionDelegate next)
    {
        int count = Interlocked.Increment(ref _all);
        try
        {
            if (count <= most)
            {
                await next(connection);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _all);
        }
    }

    private async Task CountAsync(ConnectionContext connection, ulong client, ConnectionDelegate next)
    {
        int count = _counts.AddOrUpdate(client, 1, static (_, others) => others + 1);
        try
        {
            if (count <= limits.MaxConnectionCountPerClient)
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
