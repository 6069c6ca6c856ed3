using InvitesApi.Server.Faults;
using InvitesApi.Server.Storage;
using Microsoft.Extensions.Logging;

namespace InvitesApi.Server.Hosting;

/// <summary>Forgets invites some time after they have ended, beside the requests, so that a database does not grow without end.</summary>
internal sealed partial class InviteKeeper : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    private readonly IInviteDatabase _database;
    private readonly TimeSpan _after;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly PeriodicWork _work;

    /// <summary>Begins.</summary>
    /// <param name="database">The invites.</param>
    /// <param name="after">How long after their end they are forgotten.</param>
    /// <param name="time">What tells the time.</param>
    /// <param name="log">Where faults go.</param>
    public InviteKeeper(IInviteDatabase database, TimeSpan after, TimeProvider time, ILogger log)
    {
        _database = database;
        _after = after;
        _time = time;
        _log = log;
        _work = new PeriodicWork(ForgetAsync, Interval, Interval, time);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _work.DisposeAsync();

    private async Task ForgetAsync(CancellationToken cancellation)
    {
        try
        {
            DateTimeOffset now = _time.GetUtcNow();
            DateTimeOffset before = _after < now - DateTimeOffset.UnixEpoch ? now - _after : DateTimeOffset.UnixEpoch;
            long forgotten = await _database.ForgetInvitesAsync(before, virtualHost: null, cancellation);
            if (forgotten > 0)
            {
                LogForgotten(_log, forgotten);
            }
        }
        catch (InviteException fault)
        {
            LogFault(_log, fault.Message);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Count} invites that had ended long ago were forgotten.")]
    private static partial void LogForgotten(ILogger log, long count);

    [LoggerMessage(LogLevel.Warning, "Invites that had ended could not be forgotten; that is tried again in an hour. {Reason}")]
    private static partial void LogFault(ILogger log, string reason);
}
