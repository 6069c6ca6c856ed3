using System.Management.Automation;

namespace InvitesApi.PowerShell.Tests;

/// <summary>Several runspaces with the module in one process: each has its own servers.</summary>
public sealed class RunspaceTests : SessionTests
{
    [Fact]
    public async Task Servers_OfTwoRunspaces_ServeSideBySide()
    {
        using var other = new ModuleSession();
        string key = NewKey().Text;
        string otherKey = other.One("New-InviteApiKey example.com").Text("Key");
        int port = Session.One("Start-InviteApiServer example.com").Port();
        int otherPort = other.One("Start-InviteApiServer example.com").Port();
        Assert.Equal((201, 403), (await Web.StatusAsync(port, key), await Web.StatusAsync(otherPort, key)));
        Assert.Equal((403, 201), (await Web.StatusAsync(port, otherKey), await Web.StatusAsync(otherPort, otherKey)));
    }

    [Fact]
    public async Task Servers_OfTwoRunspaces_MayShareADatabase()
    {
        using var other = new ModuleSession(database: Session.Database);
        (string id, string key) = NewKey();
        int port = Session.One("Start-InviteApiServer example.com").Port();
        int otherPort = other.One("Start-InviteApiServer example.com").Port();
        string link = await Web.LocationAsync(port, key);
        using (HttpResponseMessage page = await Web.GetAsync(new UriBuilder(link) { Port = otherPort }.Uri))
        {
            Assert.Equal(200, (int)page.StatusCode);
        }

        Assert.Equal(201, await Web.StatusAsync(otherPort, key));
        other.Run($"Remove-InviteApiKey example.com '{id}'");
        Assert.Equal((403, 403), (await Web.StatusAsync(port, key), await Web.StatusAsync(otherPort, key)));
    }

    [Fact]
    public async Task Runspace_Closed_StopsItsServersAndNoOthers()
    {
        string key = NewKey().Text;
        int port = Session.One("Start-InviteApiServer example.com").Port();
        PSObject otherServer;
        using (var other = new ModuleSession())
        {
            otherServer = other.One("Start-InviteApiServer example.com");
        }

        Assert.True(await Web.IsFreeAsync(otherServer.Port()));
        Assert.Equal("Stopped", otherServer.Text("State"));
        Assert.Equal(201, await Web.StatusAsync(port, key));
    }

    [Fact]
    public async Task Module_RemovedInOneRunspace_GoesOnInTheOther()
    {
        string key = NewKey().Text;
        int port = Session.One("Start-InviteApiServer example.com").Port();
        using var other = new ModuleSession();
        int otherPort = other.One("Start-InviteApiServer example.com").Port();
        other.Run("Remove-Module InvitesApi");
        Assert.True(await Web.IsFreeAsync(otherPort));
        Assert.Equal(201, await Web.StatusAsync(port, key));
        Assert.Single(Session.Run("New-InviteApiKey example.com"));
    }

    [Fact]
    public async Task Server_OfAnotherRunspace_CanBeStopped()
    {
        PSObject server = Session.One("Start-InviteApiServer example.com");
        using var other = new ModuleSession();
        other.Run($"Get-InviteApiServer {server.Get("Id")} | Stop-InviteApiServer");
        Assert.True(await Web.IsFreeAsync(server.Port()));
        Assert.Equal("Stopped", server.Text("State"));
    }
}
