using InvitesApi.Server.Faults;
using InvitesApi.Server.Storage;

namespace InvitesApi.Server.Hosting.Operation;

/// <summary>
/// Whether invites can be stored. However many ask, one at a time writes to the database, and what it has found is good for a second.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="time">What tells the time.</param>
internal sealed class Readiness(IInviteDatabase database, TimeProvider time)
{
    private static readonly TimeSpan Good = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private const string Stopping = nameof(Stopping);

    private readonly Lock _turn = new();
    private Task<string?>? _last;
    private long _asked;
    private volatile bool _stopping;

    /// <summary>Tells all who ask from now on that the server ends.</summary>
    public void Stop() => _stopping = true;

    /// <summary>What stands in the way.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The name of a fault; null where nothing does.</returns>
    public async Task<string?> FindObstacleAsync(CancellationToken cancellation)
    {
        if (_stopping)
        {
            return Stopping;
        }

        try
        {
            return await Ask().WaitAsync(Patience, time, cancellation);
        }
        catch (TimeoutException)
        {
            return nameof(InviteFault.DatabaseBusy);
        }
    }

    private Task<string?> Ask()
    {
        lock (_turn)
        {
            if (_last is null || (_last.IsCompleted && time.GetElapsedTime(_asked) >= Good))
            {
                _asked = time.GetTimestamp();
                _last = Task.Run(ProbeAsync);
            }

            return _last;
        }
    }

    private async Task<string?> ProbeAsync()
    {
        try
        {
            await database.ProbeAsync(CancellationToken.None);
            return null;
        }
        catch (InviteException fault)
        {
            return fault.Fault.ToString();
        }
        catch (ObjectDisposedException)
        {
            return Stopping;
        }
    }
}
