using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace InvitesApi.Server.Accounts;

/// <summary>Tells why uses of invites stay open: once, until it is over or the reason is another. They are tried every minute.</summary>
internal sealed partial class StillOpenLog(string server, ILogger log)
{
    private readonly ConcurrentDictionary<(string Host, AccountOutcome Why), AccountResult> _open = new();
    private HashSet<(string Host, AccountOutcome Why)> _told = [];

    /// <summary>Uses of a host stay open.</summary>
    /// <param name="virtualHost">The host.</param>
    /// <param name="why">Why.</param>
    public void Note(string virtualHost, AccountResult why) => _open.TryAdd((virtualHost, why.Outcome), why);

    /// <summary>A round is over: tells what is new.</summary>
    public void EndRound()
    {
        foreach (((string Host, AccountOutcome Why) key, AccountResult why) in _open)
        {
            if (!_told.Contains(key))
            {
                LogOpen(log, key.Host, server, why);
            }
        }

        _told = [.. _open.Keys];
        _open.Clear();
    }

    [LoggerMessage(LogLevel.Warning,
        "Uses of invites of {Host} stay open, as {Server} can't be asked what became of them, or can't make contacts now: {Reason}. That is tried "
        + "again every minute.")]
    private static partial void LogOpen(ILogger log, string host, string server, AccountResult reason);
}
