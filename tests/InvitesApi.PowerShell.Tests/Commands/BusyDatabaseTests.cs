using System.Management.Automation;

namespace InvitesApi.PowerShell.Tests;

/// <summary>A database that another process holds.</summary>
public sealed class BusyDatabaseTests : SessionTests
{
    [Fact]
    public void Database_HeldByAnother_IsBusy() // after the ten seconds that a cmdlet waits for a lock
    {
        NewKey();
        KeepOpen();
        using (new LockHolder(Session.Database))
        {
            Session.Try("New-InviteApiKey example.com").Ended(
                "New-InviteApiKey", "DatabaseBusy", ErrorCategory.ResourceBusy, Session.Database);
        }

        NewKey();
    }

    [Fact]
    public async Task Database_HeldByAnother_IsWaitedForUntilCtrlC()
    {
        NewKey();
        KeepOpen();
        using (new LockHolder(Session.Database))
        {
            using RunningScript waiting = Session.Begin("'begun'; New-InviteApiKey example.com; 'not reached'");
            await waiting.FirstAsync();
            await Task.Delay(TimeSpan.FromMilliseconds(500), TestContext.Current.CancellationToken); // it waits by now
            await waiting.StopAsync();
            Assert.Equal(PSInvocationState.Stopped, waiting.State); // who had waited to the end would have failed
        }

        Assert.Single(Session.Run("Get-InviteApiKey"));
    }

    // Whoever holds the lock in truth has the database open. With the last of all its users SQLite takes the WAL-index away, and the next makes it
    // anew, which no lock of a mere byte lets it.
    private void KeepOpen() => Session.Run("$null = Start-InviteApiServer example.com -Port 0");
}
