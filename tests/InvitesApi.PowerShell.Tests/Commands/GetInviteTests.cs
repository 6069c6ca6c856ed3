using System.Management.Automation;

namespace InvitesApi.PowerShell.Tests;

/// <summary><c>Get-Invite</c>.</summary>
public sealed class GetInviteTests : SessionTests
{
    [Theory]
    [InlineData("", "e d c b a")]
    [InlineData("a.example", "b a")]
    [InlineData("b.example, a.example", "e d c b a")]
    [InlineData("nobody.example", "")]
    [InlineData("-First 2", "e d")]
    [InlineData("-Skip 1 -First 2", "d c")]
    [InlineData("-Skip 4", "a")]
    [InlineData("-First 0", "")]
    [InlineData("-Kind Account", "e b a")]
    [InlineData("-Kind Contact", "c")]
    [InlineData("-State Revoked", "b")]
    [InlineData("-State Pending -First 3", "e d c")]
    [InlineData("-State Expired", "")]
    [InlineData("-Username juliet", "d a")]
    [InlineData("-Username ROMEO", "c")]
    [InlineData("-Username r*, j*", "d c a")]
    [InlineData("-Note [ab]", "b a")]
    [InlineData("-Source 'shell/*' -Note e", "e")]
    [InlineData("-Source 'api/*'", "")]
    public void Invites_Filtered_AreListedNewestFirst(string arguments, string notes)
    {
        Session.Run(
            """
            $null = New-Invite a.example juliet -Note a
            New-Invite a.example -Note b | Remove-Invite
            $null = New-Invite b.example -Contact romeo -Note c
            $null = New-Invite b.example -ResetPassword juliet -Note d
            $null = New-Invite b.example -Note e
            """);
        Assert.Equal(notes, string.Join(' ', Session.Texts($"(Get-Invite {arguments}).Note")));
    }

    [Fact]
    public void Invites_OfAKey_NameItAsTheirSource()
    {
        (string id, string text) = NewKey();
        Session.Run($"$server = Start-InviteApiServer example.com; $null = [Net.Http.HttpClient]::new().GetAsync(\"$($server.Uri[0])invites_api?key={text}\").Result; $server | Stop-InviteApiServer");
        Assert.Equal($"api/token/{id}", Session.One($"Get-Invite -Source 'api/token/{id}'").Text("Source"));
    }

    [Theory]
    [InlineData("$made.Token")]
    [InlineData("$made.Uri")]
    [InlineData("\"https://example.com/invites_page?$($made.Token)\"")]
    [InlineData("\"https://example.com/invite/$($made.Token)/\"")]
    public void Token_InAnyForm_FindsItsInvite(string link) => Assert.Equal(
        "here", Session.One($"$made = New-Invite example.com -Note here; Get-Invite -Token {link}").Text("Note"));

    [Fact]
    public void Token_Unknown_IsReportedAndTheNextIsTaken()
    {
        ScriptResult result = Session.Try("$made = New-Invite example.com; 'nobody', $made.Token | Get-Invite");
        result.Reported("Get-Invite", "InviteNotFound", ErrorCategory.ObjectNotFound, "nobody");
        Assert.Single(result.Output);
    }

    [Fact]
    public void IncludeTotalCount_IsSaidToBeUnknown() => Assert.Equal(
        "Unknown total count", Session.Texts("(Get-Invite -IncludeTotalCount)[0].ToString()")[0]);
}
