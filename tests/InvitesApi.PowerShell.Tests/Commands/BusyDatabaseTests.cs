using System.Management.Automation;

namespace InvitesApi.PowerShell.Tests;

/// <summary>A database that another process holds.</summary>
public sealed class BusyDatabaseTests : SessionTests
{
    [Fact]
    public void Database_HeldByAnother_IsBusy() // after the ten seconds that a cmdlet waits for a lock
    {
        NewKey();
        using var other = ForeignSqlite.Hold(Session.Database);
        Session.Try("New-InviteApiKey example.com").Ended(
            "New-InviteApiKey", "DatabaseBusy", ErrorCategory.ResourceBusy, Session.Database);
        other.Dispose();
        NewKey();
    }

    [Fact]
    public async Task Database_HeldByAnother_IsWaitedForUntilCtrlC()
    {
        NewKey();
        using var other = ForeignSqlite.Hold(Session.Database);
        using RunningScript waiting = Session.Begin("'begun'; New-InviteApiKey example.com; 'not reached'");
        await waiting.FirstAsync();
        await Task.Delay(TimeSpan.FromMilliseconds(500), TestContext.Current.CancellationToken); // it waits by now, or will meet the end of it
        Task stop = waiting.StopAsync();

        // Whoever would wait for the lock to the end ends after it, and with another state.
        await stop.WaitAsync(TimeSpan.FromSeconds(8), TestContext.Current.CancellationToken);
        Assert.Equal(PSInvocationState.Stopped, waiting.State);
        other.Dispose();
        Assert.Single(Session.Run("Get-InviteApiKey"));
    }
}
