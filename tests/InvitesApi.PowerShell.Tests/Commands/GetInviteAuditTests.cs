using System.Management.Automation;

namespace InvitesApi.PowerShell.Tests;

/// <summary><c>Get-InviteAudit</c>.</summary>
public sealed class GetInviteAuditTests : SessionTests
{
    private static string Me => $"shell/{Environment.UserName}@{Environment.MachineName}";

    [Fact]
    public void List_AfterChanges_TellsThemNewestFirst()
    {
        (string id, _) = NewKey(name: "ci");
        Session.Run($"$made = New-Invite example.com; $made | Remove-Invite; Remove-InviteApiKey example.com {id}");
        Assert.Equal(["key-removed", "invite-revoked", "invites-made", "key-made"], Session.Texts("(Get-InviteAudit).Action"));
        PSObject made = Session.One("Get-InviteAudit -Action key-made");
        Assert.Equal((1L, id, Me, "example.com"), (made.Get("Number"), made.Text("Subject"), made.Text("Actor"), made.Text("VirtualHost")));
        Assert.Equal("""{"name":"ci"}""", made.Text("Detail"));
        Assert.Equal(64, made.Text("Hash").Length);
        Assert.Equal(Session.Database, made.Text("Database"));
        Assert.Null(Session.One("Get-InviteAudit -Action key-removed").Get("Detail"));
    }

    [Fact]
    public void List_Filters_NarrowIt()
    {
        (string id, _) = NewKey();
        NewKey("other.example");
        Session.Run("$made = New-Invite example.com -Count 2; $gone = New-Invite example.com; $gone | Remove-Invite");
        Assert.Equal(4, Session.Run("Get-InviteAudit example.com").Count);
        Assert.Equal(5, Session.Run("Get-InviteAudit example.com, other.example").Count);
        Assert.Equal(2, Session.Run("Get-InviteAudit -First 2").Count);
        Assert.Equal(["3", "2"], Session.Texts("(Get-InviteAudit -Skip 2 -First 2).Number"));
        Assert.Equal(2, Session.Run("Get-InviteAudit -Action KEY-*").Count);
        Assert.Equal(5, Session.Run($"Get-InviteAudit -Actor 'shell/*', nobody").Count);
        Assert.Empty(Session.Run("Get-InviteAudit -Actor 'api/token/*'"));
        Assert.Equal("key-made", Session.One($"Get-InviteAudit -Subject {id}").Text("Action"));
        Assert.Equal(["invite-revoked", "invites-made"], Session.Texts("(Get-InviteAudit -Token $gone.Uri).Action"));
        Assert.Equal("invites-made", Session.One("Get-InviteAudit -Token $made[1].Token").Text("Action"));
        Assert.Empty(Session.Run("Get-InviteAudit -Before ([datetime]::Now.AddHours(-1))"));
        Assert.Equal(5, Session.Run("Get-InviteAudit -After ([datetime]::Now.AddHours(-1))").Count);
    }

    [Fact]
    public async Task Server_WhatItMakes_IsOfTheKey()
    {
        (string id, string text) = NewKey();
        PSObject server = Session.One("$server = Start-InviteApiServer example.com; $server");
        Assert.Equal(201, await Web.StatusAsync(server.Port(), text));
        Session.Run("$server | Stop-InviteApiServer");
        PSObject made = Session.One("Get-InviteAudit -First 1");
        Assert.Equal(
            ("invites-made", "api/token/" + id, """{"count":1,"kind":"account"}"""),
            (made.Text("Action"), made.Text("Actor"), made.Text("Detail")));
    }

    [Fact]
    public void Verify_WholeTrail_PutsOutItsHead()
    {
        NewKey();
        PSObject verified = Session.One("$checked = Get-InviteAudit -Verify; $checked");
        Assert.Equal(1L, verified.Get("Count"));
        Assert.Equal(Session.One("Get-InviteAudit").Text("Hash"), verified.Text("Head"));
        NewKey();
        Assert.Equal(2L, Session.One("Get-InviteAudit -Verify -ExpectedHead $checked.Head").Get("Count"));
        Session.Try("Get-InviteAudit -Verify -ExpectedHead ('0' * 64)").Ended(
            "Get-InviteAudit", "AuditHeadNotFound", ErrorCategory.ObjectNotFound, new string('0', 64));
    }

    [Fact]
    public void Verify_ForgedEntry_IsAnErrorWithItsNumber()
    {
        NewKey();
        NewKey();
        NewKey();
        ForeignSqlite.Ask(Session.Database, "DROP TRIGGER audit_entry_stays; UPDATE audit_entry SET actor = 'shell/other@here' WHERE number = 2");
        Session.Try("Get-InviteAudit -Verify").Ended("Get-InviteAudit", "AuditChainBroken", ErrorCategory.InvalidData, 2L);
        Assert.Equal(3, Session.Run("Get-InviteAudit").Count);
    }

    [Fact]
    public void Action_IsCompleted() =>
        Assert.Equal(["key-made", "key-changed", "key-reset", "key-removed"], Session.Complete("Get-InviteAudit -Action key"));
}
