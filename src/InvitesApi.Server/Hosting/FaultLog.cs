using System.Collections.Concurrent;
using InvitesApi.Server.Faults;
using Microsoft.Extensions.Logging;

namespace InvitesApi.Server.Hosting;

/// <summary>
/// Tells of requests that failed by a fault. Where a thousand fail by the same one, the first is told at once, and then how many there were: a full
/// disk must not be filled up with what is said of it.
/// </summary>
/// <param name="log">Where it is told.</param>
/// <param name="time">What tells the time.</param>
internal sealed partial class FaultLog(ILogger log, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<InviteFault, Told> _told = new();

    /// <summary>A request has failed.</summary>
    public void Tell(InviteException fault)
    {
        Told told = _told.GetOrAdd(fault.Fault, _ => new Told());
        int untold;
        lock (told)
        {
            if (told.At is { } at && time.GetElapsedTime(at) < Interval)
            {
                told.Untold++;
                return;
            }

            (untold, told.Untold, told.At) = (told.Untold, 0, time.GetTimestamp());
        }

        if (untold > 0)
        {
            LogMore(log, untold, fault.Fault);
        }

        LogFault(log, fault.Fault, fault.Message);
    }

    [LoggerMessage(LogLevel.Error, "A request failed: {Fault}. {Reason}")]
    private static partial void LogFault(ILogger log, InviteFault fault, string reason);

    [LoggerMessage(LogLevel.Error, "{Count} more requests have failed: {Fault}.")]
    private static partial void LogMore(ILogger log, int count, InviteFault fault);

    private sealed class Told
    {
        /// <summary>When it was told last, in the clock's own ticks; null: never.</summary>
        public long? At { get; set; }

        /// <summary>How many were not told since.</summary>
        public int Untold { get; set; }
    }
}
