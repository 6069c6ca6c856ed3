using System.Management.Automation;

namespace InvitesApi.PowerShell.Tests;

/// <summary><c>Start-InviteApiServer -Wait</c>: how it ends.</summary>
public sealed class WaitTests : SessionTests
{
    [Theory]
    [InlineData("Stop-InviteApiServer -Id {0}")]
    [InlineData("Get-InviteApiServer {0} | Stop-InviteApiServer")]
    public async Task Wait_StoppedByAnotherRunspace_Ends(string script)
    {
        using RunningScript waiting = Session.Begin("Start-InviteApiServer example.com -Wait; 'ended'");
        PSObject server = await waiting.FirstAsync();
        Assert.Equal("Running", server.Text("State"));
        using var other = new ModuleSession();
        other.Run(string.Format(System.Globalization.CultureInfo.InvariantCulture, script, server.Get("Id")));
        await waiting.EndAsync();
        Assert.Equal(PSInvocationState.Completed, waiting.State);
        await AssertEndedAsync(server);
    }

    [Fact]
    public async Task Wait_WithCtrlC_Ends()
    {
        using RunningScript waiting = Session.Begin("Start-InviteApiServer example.com -Wait; 'not reached'");
        PSObject server = await waiting.FirstAsync();
        await waiting.StopAsync();
        Assert.Equal(PSInvocationState.Stopped, waiting.State);
        await AssertEndedAsync(server);
    }

    [Fact]
    public async Task Wait_WithAnOpenConnection_EndsAllTheSame()
    {
        string key = NewKey().Text;
        using RunningScript waiting = Session.Begin("Start-InviteApiServer example.com -Wait");
        PSObject server = await waiting.FirstAsync();
        using var idle = new System.Net.Sockets.TcpClient();
        await idle.ConnectAsync(System.Net.IPAddress.Loopback, server.Port(), TestContext.Current.CancellationToken);
        Assert.Equal(201, await Web.StatusAsync(server.Port(), key));
        await waiting.StopAsync();
        await AssertEndedAsync(server);
    }

    [Fact]
    public async Task Wait_WhenItsRunspaceCloses_Ends()
    {
        using var session = new ModuleSession();
        using RunningScript waiting = session.Begin("Start-InviteApiServer example.com -Wait");
        PSObject server = await waiting.FirstAsync();
        session.Runspace.Close();
        await AssertEndedAsync(server);
    }

    private async Task AssertEndedAsync(PSObject server)
    {
        Assert.True(await Web.IsFreeAsync(server.Port()));
        Assert.Equal("Stopped", server.Text("State"));
        using var other = new ModuleSession();
        Assert.Empty(other.Run($"Get-InviteApiServer | Where-Object Id -eq {server.Get("Id")}"));

        // The session can be used again, for the same port too.
        if (Session.Runspace.RunspaceStateInfo.State == System.Management.Automation.Runspaces.RunspaceState.Opened)
        {
            Assert.Equal(server.Port(), Session.One($"Start-InviteApiServer example.com -Port {server.Port()}").Port());
        }
    }
}
