using System.Management.Automation;

namespace InvitesApi.PowerShell.Tests;

/// <summary>How the module comes and goes.</summary>
public sealed class ImportTests : SessionTests
{
    private static string Import => $"Import-Module '{ModuleSession.Manifest}'";

    [Theory]
    [InlineData("{0}; {0}")]
    [InlineData("{0} -Force")]
    [InlineData("{0} -Force; {0} -Force")]
    [InlineData("Remove-Module InvitesApi; {0}")]
    [InlineData("Remove-Module InvitesApi; {0}; Remove-Module InvitesApi; {0}")]
    [InlineData("Import-Module ([System.IO.Path]::GetDirectoryName('{1}'))")]
    public async Task Module_ImportedAgain_WorksWithWhatWasMadeBefore(string again)
    {
        Session.Run("$key = New-InviteApiKey example.com; $listed = Get-InviteApiKey; $server = Start-InviteApiServer example.com");
        Session.Run(string.Format(System.Globalization.CultureInfo.InvariantCulture, again, Import, ModuleSession.Manifest));
        Assert.Single(Session.Run("Get-Module InvitesApi"));
        PSObject server = Session.One("$server | Stop-InviteApiServer; Start-InviteApiServer example.com");
        Assert.Equal(201, await Web.StatusAsync(server.Port(), Session.Texts("$key.Key")[0]));
        Assert.Empty(Session.Run("$listed | Remove-InviteApiKey; Get-InviteApiKey"));
    }

    [Fact]
    public async Task Module_Removed_TakesItsCmdletsAndServersAlong()
    {
        PSObject server = Session.One("Start-InviteApiServer example.com");
        Session.Run("Remove-Module InvitesApi");
        Assert.True(await Web.IsFreeAsync(server.Port()));
        Assert.Equal("Stopped", server.Text("State"));
        Assert.Empty(Session.Run("Get-Command *-Invite*"));
    }

    [Fact]
    public void Module_Imported_LeavesNothingBehindInTheSession()
    {
        using var bare = new ModuleSession(import: false);
        string before = Count(bare);
        bare.Run(Import);
        Assert.Equal(before, Count(bare));

        static string Count(ModuleSession session) => string.Join(' ', session.Texts(
            "$ExecutionContext.InvokeProvider.ChildItem.Get('function:', $false).Count; "
            + "$ExecutionContext.InvokeProvider.ChildItem.Get('alias:', $false).Count; $Error.Count"));
    }
}
