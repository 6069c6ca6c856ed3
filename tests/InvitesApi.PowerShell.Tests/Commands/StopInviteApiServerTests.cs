using System.Management.Automation;

namespace InvitesApi.PowerShell.Tests;

/// <summary><c>Get-InviteApiServer</c> and <c>Stop-InviteApiServer</c>. Other tests have servers in this process too.</summary>
public sealed class StopInviteApiServerTests : SessionTests
{
    [Theory]
    [InlineData("$server | Stop-InviteApiServer")]
    [InlineData("Stop-InviteApiServer $server")]
    [InlineData("Stop-InviteApiServer -InputObject $server")]
    [InlineData("Stop-InviteApiServer -Id $server.Id")]
    [InlineData("Get-InviteApiServer $server.Id | Stop-InviteApiServer")]
    [InlineData("Get-InviteApiServer | Where-Object Port -eq $server.Port | Stop-InviteApiServer")]
    public async Task Server_InAnyFormOfCall_Stops(string script)
    {
        PSObject server = Session.One("$server = Start-InviteApiServer example.com; $server");
        Assert.False(await Web.IsFreeAsync(server.Port()));
        Assert.Empty(Session.Run(script));
        Assert.True(await Web.IsFreeAsync(server.Port()));
        Assert.Equal("Stopped", server.Text("State"));
        Assert.Empty(Session.Run("Get-InviteApiServer | Where-Object Id -eq $server.Id"));
    }

    [Fact]
    public async Task Servers_Several_StopTogether()
    {
        Session.Run("$servers = 1..3 | ForEach-Object { Start-InviteApiServer example.com }");
        int[] ports = [.. Session.Run("$servers").Select(server => server.Port())];
        Assert.Equal(3, ports.Distinct().Count());
        Session.Run("Stop-InviteApiServer $servers");
        foreach (int port in ports)
        {
            Assert.True(await Web.IsFreeAsync(port));
        }
    }

    [Fact]
    public void Port_OfAStoppedServer_CanBeTakenAtOnce()
    {
        int port = Session.One("$server = Start-InviteApiServer example.com; $server").Port();
        Session.Run("$server | Stop-InviteApiServer");
        Assert.Equal(port, Session.One($"Start-InviteApiServer example.com -Port {port}").Port());
    }

    [Fact]
    public void Server_Stopped_CanBeStoppedAgain() =>
        Session.Run("$server = Start-InviteApiServer example.com; $server, $server | Stop-InviteApiServer; Stop-InviteApiServer $server");

    [Fact]
    public void Server_Stopped_LeavesOneFile()
    {
        string key = NewKey().Text;
        int port = Session.One("$server = Start-InviteApiServer example.com; $server").Port();
        Assert.NotEmpty(key);
        Assert.True(port > 0);
        Session.Run("$server | Stop-InviteApiServer");
        Assert.Equal([Session.Database], Session.Files().Keys);
    }

    [Fact]
    public void Get_ById_ListsTheSameObject()
    {
        Session.Run("$a = Start-InviteApiServer example.com; $b = Start-InviteApiServer example.com");
        Assert.Equal(["True"], Session.Texts("[object]::ReferenceEquals((Get-InviteApiServer $a.Id), $a)"));
        Assert.Equal(Session.Texts("$b.Id; $a.Id"), Session.Texts("(Get-InviteApiServer -Id $b.Id, $a.Id).Id"));
        Assert.Equal(["True"], Session.Texts("($b | Get-InviteApiServer).Id -eq $b.Id"));
        Assert.Equal(["True"], Session.Texts("$ids = (Get-InviteApiServer).Id; $a.Id -in $ids -and $b.Id -in $ids"));
    }

    [Theory]
    [InlineData("Get-InviteApiServer")]
    [InlineData("Stop-InviteApiServer")]
    public void Id_Unknown_IsReportedAndTheOthersAreTaken(string cmdlet)
    {
        Session.Run("$server = Start-InviteApiServer example.com");
        Session.Try($"{cmdlet} -Id 1000000, $server.Id")
            .Reported(cmdlet, "InviteApiServerNotFound", ErrorCategory.ObjectNotFound, 1_000_000);
        Assert.Equal([cmdlet.StartsWith("Stop", StringComparison.Ordinal) ? "Stopped" : "Running"], Session.Texts("$server.State"));
    }

    [Theory]
    [InlineData("$null | Stop-InviteApiServer", "ParameterArgumentValidationError")]
    [InlineData("'text' | Stop-InviteApiServer", "InputObjectNotBound")]
    public void InputObject_ThatIsNoServer_IsRefused(string script, string id) =>
        Assert.StartsWith(id, Session.Try(script).Error.FullyQualifiedErrorId, StringComparison.Ordinal);

    [Fact]
    public async Task WhatIf_LeavesItRunning()
    {
        PSObject server = Session.One("$server = Start-InviteApiServer example.com; $server");
        Session.Run("$server | Stop-InviteApiServer -WhatIf");
        Assert.Contains(server.ToString()!, Session.Host.Text, StringComparison.Ordinal);
        Assert.Equal("Running", server.Text("State"));
        Assert.False(await Web.IsFreeAsync(server.Port()));
    }

    [Fact]
    public void Confirm_Asks()
    {
        Session.Run("$server = Start-InviteApiServer example.com");
        Session.Host.Answer("No");
        Assert.Equal(["Running"], Session.Texts("$server | Stop-InviteApiServer -Confirm; $server.State"));
        Session.Host.Answer("Yes");
        Assert.Equal(["Stopped"], Session.Texts("$server | Stop-InviteApiServer -Confirm; $server.State"));
    }
}
