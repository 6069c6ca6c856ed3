using System.Management.Automation;

namespace InvitesApi.PowerShell.Tests;

/// <summary><c>Get-InviteApiKey</c>.</summary>
public sealed class GetInviteApiKeyTests : SessionTests
{
    private const string Cmdlet = "Get-InviteApiKey";

    [Fact]
    public void Keys_Listed_HaveAllButTheirSecret()
    {
        PSObject made = Session.One("New-InviteApiKey example.com 'My test key' -AllowedMethod GET");
        PSObject listed = Session.One("Get-InviteApiKey example.com");
        Assert.Equal(
            made.Properties.Select(property => property.Name).Where(name => name != "Key").Order(StringComparer.Ordinal),
            listed.Properties.Select(property => property.Name).Order(StringComparer.Ordinal));
        foreach (PSPropertyInfo property in listed.Properties)
        {
            Assert.Equal(made.Get(property.Name), property.Value);
            Assert.DoesNotContain(made.Text("Key").Split('/')[1], property.Value?.ToString() ?? string.Empty, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Keys_OfAllHosts_AreListedOldestFirst()
    {
        string[] made = [NewKey("c.example").Id, NewKey("a.example").Id, NewKey("b.example").Id];
        Assert.Equal(made, Session.Texts("Get-InviteApiKey"));
    }

    [Theory]
    [InlineData("Get-InviteApiKey a.example", "a.example")]
    [InlineData("Get-InviteApiKey -VirtualHost A.Example", "a.example")]
    [InlineData("Get-InviteApiKey -Domain a.example", "a.example")]
    [InlineData("Get-InviteApiKey a.example, c.example", "a.example c.example")]
    [InlineData("Get-InviteApiKey c.example, nobody.example, a.example", "c.example a.example")]
    [InlineData("[pscustomobject]@{ VirtualHost = 'b.example' } | Get-InviteApiKey", "b.example")]
    [InlineData("'b', 'c' | ForEach-Object { [pscustomobject]@{ Domain = $_ + '.example' } } | Get-InviteApiKey", "b.example c.example")]
    public void VirtualHost_InAnyFormOfCall_ChoosesItsKeys(string script, string hosts)
    {
        Session.Run("'a.example', 'b.example', 'c.example' | ForEach-Object { $null = New-InviteApiKey $_ }");
        Assert.Equal(hosts.Split(' '), Session.Run(script).Select(key => key.Text("VirtualHost")));
    }

    [Fact]
    public void Host_WithoutKeys_ListsNothing()
    {
        Assert.Empty(Session.Run("Get-InviteApiKey"));
        NewKey();
        Assert.Empty(Session.Run("Get-InviteApiKey nobody.example"));
        Assert.Empty(Session.Run("Get-InviteApiKey nobody.example -Name '*'"));
    }

    [Theory]
    [InlineData("ci-*", "ci-1 CI-2")]
    [InlineData("CI-?", "ci-1 CI-2")]
    [InlineData("ci-[2-9]", "CI-2")]
    [InlineData("web", "web")]
    [InlineData("we", "")]
    [InlineData("web, ci-1", "ci-1 web")]
    [InlineData("*b*, web", "web")]
    [InlineData("'w`[x`]'", "w[x]")]
    public void Name_Wildcard_ChoosesKeys(string names, string expected)
    {
        Session.Run("'ci-1', 'CI-2', 'web', 'w[x]' | ForEach-Object { $null = New-InviteApiKey example.com $_ }");
        Assert.Equal(expected, string.Join(' ', Session.Texts($"(Get-InviteApiKey example.com -Name {names}).Name")));
    }

    [Fact]
    public void Name_Star_IsOfKeysWithoutANameToo()
    {
        NewKey();
        Assert.Single(Session.Run("Get-InviteApiKey -Name *"));
    }

    [Fact]
    public void Id_Known_ChoosesItsKeyAtAnyHost()
    {
        string id = NewKey("a.example").Id;
        string other = NewKey("b.example").Id;
        Assert.Equal([id], Session.Texts($"Get-InviteApiKey -Id '{id}'"));
        Assert.Equal([other, id], Session.Texts($"Get-InviteApiKey -Id '{other}', '{id}'"));
        Assert.Equal([id], Session.Texts($"Get-InviteApiKey a.example -Id '{id}'"));
        Assert.Equal([id], Session.Texts($"Get-InviteApiKey a.example | Get-InviteApiKey"));
    }

    [Fact]
    public void Id_Unknown_IsReportedAndTheOthersAreListed()
    {
        string id = NewKey().Id;
        ScriptResult result = Session.Try($"Get-InviteApiKey example.com -Id nobody-1, '{id}'");
        result.Reported(Cmdlet, "InviteApiKeyNotFound", ErrorCategory.ObjectNotFound, "nobody-1");
        Assert.Equal(id, Assert.Single(result.Output).Text("Id"));
        Session.Try($"Get-InviteApiKey other.example -Id '{id}'")
            .Reported(Cmdlet, "InviteApiKeyNotFound", ErrorCategory.ObjectNotFound, id);
    }

    [Fact]
    public void Key_AsText_IsItsId()
    {
        string id = NewKey().Id;
        Assert.Equal([$"<{id}>"], Session.Texts("\"<$(Get-InviteApiKey)>\""));
    }

    [Fact]
    public void Keys_InThePipeline_MayBeRemovedOnTheWay()
    {
        Session.Run("1..20 | ForEach-Object { $null = New-InviteApiKey example.com $_ }");
        Session.Run("Get-InviteApiKey | Remove-InviteApiKey");
        Assert.Empty(Session.Run("Get-InviteApiKey"));
    }
}
