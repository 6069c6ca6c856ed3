using System.Management.Automation;

namespace InvitesApi.PowerShell.Tests;

/// <summary><c>Set-Invite</c>, <c>Remove-Invite</c>, <c>Restore-Invite</c>, <c>Clear-Invite</c> and <c>Get-InviteHistory</c>.</summary>
public sealed class ChangeInviteTests : SessionTests
{
    [Fact]
    public void Set_ExpiryUsesAndNote_AreChangedAndTheRestStays()
    {
        PSObject made = Session.One("$made = New-Invite example.com -Group g -Note before; $made");
        PSObject changed = Session.One("$made | Set-Invite -ExpiresIn 30d -MaxUses 5 -Note after -PassThru");
        Assert.Equal((5, "after"), (changed.Get("MaxUses"), changed.Text("Note")));
        Assert.Equal(made.Text("Uri"), changed.Text("Uri"));
        Assert.Equal("g", Assert.Single((IEnumerable<string>)changed.Get("Group")!));
        PSObject read = Session.One("$made | Set-Invite -NeverExpires -Reusable -Note ''; $made | Get-Invite");
        Assert.Equal((null, null, null), (read.Get("ExpiresAt"), read.Get("MaxUses"), read.Get("Note")));
    }

    [Fact]
    public void Set_Nothing_LeavesNoTrace()
    {
        Session.Run("$made = New-Invite example.com; $made | Set-Invite; $made | Set-Invite -MaxUses 1");
        Assert.Equal("Created", Session.One("$made | Get-InviteHistory").Text("Action"));
    }

    [Theory]
    [InlineData("Set-Invite -Note x")]
    [InlineData("Remove-Invite")]
    [InlineData("Restore-Invite")]
    [InlineData("Get-InviteHistory")]
    [InlineData("Show-InviteQrCode")]
    public void Token_Unknown_IsReported(string call) => Session
        .Try($"'nobody' | {call}")
        .Reported(call.Split(' ')[0], "InviteNotFound", ErrorCategory.ObjectNotFound, "nobody");

    [Fact]
    public void Remove_ThenRestore_ChangesTheStateAndBack()
    {
        Session.Run("$made = New-Invite example.com");
        Assert.Equal("Revoked", Session.One("$made | Remove-Invite -PassThru").Text("State"));
        Assert.Equal("Revoked", Session.One("$made | Remove-Invite -PassThru").Text("State"));
        Assert.Equal("Pending", Session.One("$made | Restore-Invite -PassThru").Text("State"));
        Session.Try("$made | Restore-Invite").Reported(
            "Restore-Invite", "InviteStateInvalid", ErrorCategory.InvalidOperation, Session.One("$made").Text("Token"));
        Assert.Equal(
            ["Created", "Revoked", "Restored"], Session.Texts("($made | Get-InviteHistory).Action"));
    }

    [Fact]
    public void Restore_WhoseNameIsTakenMeanwhile_IsRefused()
    {
        Session.Run("$made = New-Invite example.com juliet; $made | Remove-Invite; $null = New-Invite example.com juliet");
        Session.Try("$made | Restore-Invite").Reported("Restore-Invite", "InviteUsernameReserved", ErrorCategory.ResourceExists, "juliet");
    }

    [Theory]
    [InlineData("Set-Invite -Note x")]
    [InlineData("Remove-Invite")]
    public void WhatIf_ChangesNothing(string call)
    {
        Session.Run("$made = New-Invite example.com");
        byte[] before = File.ReadAllBytes(Session.Database);
        Session.Run($"$made | {call} -WhatIf");
        Assert.Equal(before, File.ReadAllBytes(Session.Database));
        Assert.Equal("Created", Session.One("Get-InviteHistory").Text("Action"));
    }

    [Fact]
    public void Clear_WhatHasEnded_ForgetsItAndNothingElse()
    {
        Session.Run(
            """
            New-Invite a.example -Note gone | Remove-Invite
            New-Invite b.example -Note elsewhere | Remove-Invite
            $null = New-Invite a.example -Note good
            New-Invite a.example -Note newest | Remove-Invite
            Clear-Invite a.example -Before ([datetime]::Now.AddMinutes(-5)) -Confirm:$false
            """);
        Assert.Equal(4, Session.Run("Get-Invite").Count);
        Session.Run("Clear-Invite a.example -Before ([datetime]::Now.AddMinutes(5)) -Confirm:$false");
        Assert.Equal(["newest", "good", "elsewhere"], Session.Texts("(Get-Invite).Note"));
    }

    [Fact]
    public void Clear_Unasked_AsksFirst()
    {
        Session.Run("New-Invite a.example | Remove-Invite; $null = New-Invite a.example");
        Session.Host.Answer("No");
        Session.Run("Clear-Invite -Before ([datetime]::Now.AddMinutes(5))");
        Assert.Equal(2, Session.Run("Get-Invite").Count);
    }

    [Fact]
    public void History_Filtered_HasWhatWasDoneByWhom()
    {
        Session.Run("New-Invite a.example | Remove-Invite; $null = New-Invite b.example");
        Assert.Equal(["Created", "Created", "Revoked"], Session.Texts("(Get-InviteHistory).Action"));
        Assert.Equal("a.example", Session.One("Get-InviteHistory -Action Revoked -Actor 'shell/*'").Text("VirtualHost"));
        Assert.Empty(Session.Run("Get-InviteHistory -Actor 'api/*'"));
        Assert.Single(Session.Run("Get-InviteHistory b.example"));
    }
}
