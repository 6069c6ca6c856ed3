namespace InvitesApi.Server.Hosting;

/// <summary>Work that is done again and again beside the requests, never twice at once.</summary>
internal sealed class PeriodicWork : IAsyncDisposable
{
    private readonly Func<CancellationToken, Task> _work;
    private readonly CancellationTokenSource _end = new();
    private readonly ITimer _timer;
    private Task _running = Task.CompletedTask;

    /// <summary>Begins.</summary>
    /// <param name="work">The work. It throws nothing but a cancellation.</param>
    /// <param name="first">When it is done first.</param>
    /// <param name="interval">How long after its beginning it is done once more.</param>
    /// <param name="time">What tells the time.</param>
    public PeriodicWork(Func<CancellationToken, Task> work, TimeSpan first, TimeSpan interval, TimeProvider time)
    {
        _work = work;
        _timer = time.CreateTimer(_ => Begin(), null, first, interval);
    }

    /// <summary>Ends the work.</summary>
    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        await _end.CancelAsync();
        await _running;
        _end.Dispose();
    }

    private void Begin()
    {
        if (_running.IsCompleted)
        {
            _running = Task.Run(WorkAsync);
        }
    }

    private async Task WorkAsync()
    {
        try
        {
            await _work(_end.Token);
        }
        catch (OperationCanceledException)
        {
            // The server stops; what is left is done by the next.
        }
    }
}
