namespace InvitesApi.Server.Tests.Support;

/// <summary>
/// The system's clock, which can be held: who asks it for the time then waits. So a test has a request in flight for as long as it likes.
/// </summary>
internal sealed class HeldTime : TimeProvider, IDisposable
{
    private readonly ManualResetEventSlim _free = new(initialState: true);
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when somebody waits.</summary>
    public Task Asked => _asked.Task;

    public void Hold() => _free.Reset();

    public void Release() => _free.Set();

    public override DateTimeOffset GetUtcNow()
    {
        if (!_free.IsSet)
        {
            _asked.TrySetResult();
            _free.Wait();
        }

        return base.GetUtcNow();
    }

    public void Dispose() => _free.Dispose();
}
