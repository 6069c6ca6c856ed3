namespace InvitesApi.PowerShell.Tests;

/// <summary>Texts that other programs have stored, with sequences that control a terminal, as a terminal gets them.</summary>
public sealed class HostileTextTests : SessionTests
{
    private const string Bad = "char(27) || '[2J' || char(27) || ']0;title' || char(7) || char(13) || char(10) || char(8238) || 'end'";

    private const string Table = "\u001B[2J\u001B]0;title\u0007end";

    private static readonly char[] Controls = ['\u001B', '\u0007', '\u202E'];

    public HostileTextTests()
    {
        NewKey();
        Session.Run("$null = New-Invite example.com; $null = New-Invite example.com -Contact romeo -Note a; Get-Invite | Remove-Invite");
        foreach (string change in new[]
        {
            $"UPDATE api_key SET name = {Bad}, limits = json_object('invite_groups', json_array({Bad}), 'invite_roles', json_array({Bad}))",
            $"UPDATE invite SET note = {Bad}, source = {Bad}, username = {Bad}, groups = json_array({Bad}), roles = json_array({Bad})",
            $"UPDATE invite SET contact = {Bad} WHERE contact IS NOT NULL",
            $"UPDATE invite_event SET actor = {Bad}, username = {Bad}",
            "DROP TRIGGER audit_entry_stays",
            $"UPDATE audit_entry SET action = {Bad}, actor = {Bad}, host = {Bad}, subject = {Bad}, detail = {Bad}",
            $"PRAGMA foreign_keys = OFF; CREATE TABLE \"{Table}\" (key REFERENCES api_key (number)); INSERT INTO \"{Table}\" VALUES (99)",
        })
        {
            ForeignSqlite.Ask(Session.Database, change);
        }
    }

    [Theory]
    [InlineData("Get-InviteApiKey")]
    [InlineData("Get-Invite -State Revoked")]
    [InlineData("Get-InviteHistory")]
    [InlineData("Get-InviteAudit")]
    [InlineData("Test-InviteDatabase")]
    public void Properties_OfWhatWasStored_HaveNoControls(string script)
    {
        var output = Session.Run(script);
        Assert.NotEmpty(output);
        Assert.All(output, item => Assert.All(item.Properties, property => AssertClean($"{property.Value}")));
        Assert.All(
            Session.Run($"{script} | ForEach-Object {{ $_.psobject.Properties.Value }}"), value => AssertClean($"{value}"));
    }

    [Theory]
    [InlineData("Get-InviteApiKey -Verbose")]
    [InlineData("Get-InviteApiKey | Remove-InviteApiKey -Verbose")]
    [InlineData("Get-Invite -State Revoked -Verbose")]
    [InlineData("Get-Invite -State Revoked | Restore-Invite -Verbose")]
    [InlineData("Get-Invite -State Revoked | Set-Invite -MaxUses 3 -Verbose")]
    public void Messages_AboutWhatWasStored_HaveNoControls(string script)
    {
        ScriptResult result = Session.Try(script);
        Assert.All([.. result.Verbose, .. result.Warnings], AssertClean);
        Assert.All(result.Errors, error => AssertClean($"{error.Exception} {error} {error.CategoryInfo}"));
    }

    [Fact]
    public void Tables_OfWhatWasStored_HaveNoSequencesOfIt()
    {
        Session.Run("Get-InviteApiKey | Out-Host; Get-Invite -State Revoked | Out-Host; Get-InviteHistory | Out-Host");
        Session.Run("Get-InviteAudit | Out-Host; Test-InviteDatabase | Out-Host");
        Assert.Contains("[2J", Session.Host.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001B[2J", Session.Host.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001B]0;", Session.Host.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("\u202E", Session.Host.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Completion_OfWhatWasStored_OffersNothingThatControlsATerminal()
    {
        Assert.Empty(Session.Complete($"Get-InviteApiKey -Database '{Session.Database}' -Name "));
        Assert.Single(Session.Complete($"Get-InviteApiKey -Database '{Session.Database}' -Id "));
    }

    private static void AssertClean(string text) => Assert.True(text.IndexOfAny(Controls) < 0, text.Replace('\u001B', '^'));
}
