using System.Management.Automation;

namespace InvitesApi.PowerShell.Tests;

/// <summary><c>New-InviteApiKey</c>, where it makes a key.</summary>
public sealed class NewInviteApiKeyTests : SessionTests
{
    private const string Cmdlet = "New-InviteApiKey";

    [Theory]
    [InlineData("New-InviteApiKey example.com 'My test key'")]
    [InlineData("New-InviteApiKey -VirtualHost example.com -Name 'My test key'")]
    [InlineData("New-InviteApiKey -Domain example.com 'My test key'")]
    [InlineData("New-InviteApiKey EXAMPLE.COM 'My test key' -AllowedMethod GET, post")]
    [InlineData("[pscustomobject]@{ VirtualHost = 'example.com'; Name = 'My test key' } | New-InviteApiKey")]
    [InlineData("[pscustomobject]@{ Domain = 'example.com'; Name = 'My test key' } | New-InviteApiKey")]
    public void Key_InAnyFormOfCall_IsMade(string script)
    {
        PSObject key = Session.One(script);
        Assert.Matches("^iak_[A-Za-z0-9_-]{12}/[A-Za-z0-9_-]{36}[A-Za-z0-9]{6}$", key.Text("Key"));
        Assert.Equal(key.Text("Key").Split('/')[0], key.Text("Id"));
        Assert.Equal(("example.com", "My test key"), (key.Text("VirtualHost"), key.Text("Name")));
        Assert.Equal(["GET", "POST"], Assert.IsAssignableFrom<IEnumerable<string>>(key.Get("AllowedMethod")));
        Assert.Equal(DateTimeKind.Local, Assert.IsType<DateTime>(key.Get("CreatedAt")).Kind);
        Assert.Equal(Session.Database, key.Text("Database"));
    }

    [Theory]
    [InlineData("New-InviteApiKey example.com")]
    [InlineData("New-InviteApiKey example.com ''")]
    [InlineData("New-InviteApiKey example.com $null")]
    public void Name_ThatIsNone_IsNull(string script)
    {
        Assert.Null(Session.One(script).Get("Name"));
        Assert.Null(Session.One("Get-InviteApiKey").Get("Name"));
    }

    [Fact]
    public void Name_OfAnotherKey_IsNoMatter()
    {
        NewKey(name: "same");
        NewKey(name: "same");
        Assert.Equal(2, Session.Run("Get-InviteApiKey -Name same").Count);
    }

    [Fact]
    public void Name_InAnyScript_IsKept()
    {
        const string Name = "Łódź 例え 🔑 it''s";
        Session.Run($"$null = New-InviteApiKey example.com '{Name}'");
        Assert.Equal("Łódź 例え 🔑 it's", Session.One("Get-InviteApiKey").Text("Name"));
    }

    [Theory]
    [InlineData("a`tb")]
    [InlineData("a`nb")]
    [InlineData("a`0b")]
    [InlineData("`e[31mred")]
    [InlineData("a`u{7f}b")]
    [InlineData("a`u{85}b")]
    [InlineData("a`u{202e}b")]
    [InlineData("$('x' * 201)")]
    public void Name_WithControlCharactersOrTooLong_IsRefused(string name)
    {
        ScriptResult result = Session.Try($"$name = \"{name}\"; New-InviteApiKey example.com $name; Get-InviteApiKey");
        result.Reported(Cmdlet, "InviteApiKeyNameInvalid", ErrorCategory.InvalidArgument, Session.One("$name").BaseObject);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void Item_ThatIsBad_DoesNotStopTheOthers()
    {
        ScriptResult result = Session.Try(
            "'a.example', 'b..example', 'c.example' | ForEach-Object { [pscustomobject]@{ VirtualHost = $_ } } | New-InviteApiKey");
        result.Reported(Cmdlet, "VirtualHostInvalid", ErrorCategory.InvalidArgument, "b..example");
        Assert.Equal(["a.example", "c.example"], result.Output.Select(key => key.Text("VirtualHost")));
    }

    [Fact]
    public void ErrorAction_Stop_MakesAnItemsErrorEndTheScript()
    {
        ScriptResult result = Session.Try("New-InviteApiKey a..b -ErrorAction Stop; 'on'");
        Assert.IsType<ActionPreferenceStopException>(result.Failure);
        result.Ended(Cmdlet, "VirtualHostInvalid", ErrorCategory.InvalidArgument, "a..b");
    }

    [Fact]
    public async Task AllowedMethod_Post_IsAllThatTheKeyMayBeUsedWith()
    {
        PSObject key = Session.One("New-InviteApiKey example.com -AllowedMethod POST");
        Assert.Equal(["POST"], Assert.IsAssignableFrom<IEnumerable<string>>(key.Get("AllowedMethod")));
        int port = Session.One("Start-InviteApiServer example.com").Port();
        Assert.Equal(405, await Web.StatusAsync(port, key.Text("Key")));
        Assert.Equal(201, await Web.StatusAsync(port, key.Text("Key"), method: HttpMethod.Post));
    }

    [Theory]
    [InlineData("New-InviteApiKey ''")]
    [InlineData("New-InviteApiKey example.com -Key ''")]
    [InlineData("New-InviteApiKey example.com -Database ''")]
    [InlineData("New-InviteApiKey example.com -AllowedMethod PUT")]
    [InlineData("New-InviteApiKey example.com -AllowedMethod @()")]
    public void Argument_EmptyOrUnknown_IsRefused(string script) => Session.Try(script).RefusedArgument(Cmdlet);

    [Fact]
    public void WhatIf_MakesNeitherKeyNorFile()
    {
        Assert.Empty(Session.Run("New-InviteApiKey example.com 'My test key' -WhatIf"));
        Assert.Contains("example.com", Session.Host.Text, StringComparison.Ordinal);
        Assert.Empty(Session.Files());

        NewKey();
        IReadOnlyDictionary<string, byte[]> before = Session.Files();
        Assert.Empty(Session.Run("New-InviteApiKey example.com -WhatIf"));
        Assert.Equal(before, Session.Files());
    }

    [Fact]
    public void Confirm_Asks()
    {
        Session.Host.Answer("No");
        Assert.Empty(Session.Run("New-InviteApiKey example.com -Confirm"));
        Session.Host.Answer("Yes");
        Assert.Single(Session.Run("New-InviteApiKey example.com -Confirm"));
        Assert.Equal(2, Session.Host.Questions);
        Assert.Single(Session.Run("Get-InviteApiKey"));
    }

    [Fact]
    public void Verbose_SaysWhatHappenedWhere()
    {
        ScriptResult result = Session.Try("New-InviteApiKey example.com -Verbose");
        Assert.Contains(result.Verbose, message => message.Contains(Session.Database, StringComparison.Ordinal));
        Assert.Contains(result.Verbose, message => message.Contains(result.Output[0].Text("Id"), StringComparison.Ordinal));
    }
}
