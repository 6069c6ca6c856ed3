namespace InvitesApi.Server.Tests.Support;

/// <summary>The system's time, which tells when somebody has asked for it: each request for an invite does.</summary>
internal sealed class WatchedTime : TimeProvider
{
    private volatile TaskCompletionSource _asked = New();

    /// <summary>Ends when somebody asks for the time after this call.</summary>
    public Task NextAsync()
    {
        _asked = New();
        return _asked.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    public override DateTimeOffset GetUtcNow()
    {
        _asked.TrySetResult();
        return System.GetUtcNow();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
