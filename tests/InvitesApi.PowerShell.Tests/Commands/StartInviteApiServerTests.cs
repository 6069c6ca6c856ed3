using System.Management.Automation;

namespace InvitesApi.PowerShell.Tests;

/// <summary><c>Start-InviteApiServer</c>, where it returns at once.</summary>
public sealed class StartInviteApiServerTests : SessionTests
{
    private const string Cmdlet = "Start-InviteApiServer";

    [Theory]
    [InlineData("Start-InviteApiServer example.com, example.org")]
    [InlineData("Start-InviteApiServer -VirtualHost EXAMPLE.com, example.org -Port 0 -Interface localhost")]
    [InlineData("Start-InviteApiServer -Domain example.com, example.org, Example.Com")]
    public async Task Server_InAnyFormOfCall_Serves(string script)
    {
        string key = NewKey().Text;
        PSObject server = Session.One(script);
        Assert.Equal(["example.com", "example.org"], Assert.IsAssignableFrom<IEnumerable<string>>(server.Get("VirtualHost")));
        Assert.InRange(server.Port(), 1, 65535);
        Uri uri = Assert.Single(Assert.IsAssignableFrom<IEnumerable<Uri>>(server.Get("Uri")));
        Assert.Equal(new Uri($"http://localhost:{server.Port()}/"), uri);
        Assert.Equal(("Running", Session.Database), (server.Text("State"), server.Text("Database")));
        Assert.True(Assert.IsType<int>(server.Get("Id")) > 0);
        Assert.Equal(DateTimeKind.Local, Assert.IsType<DateTime>(server.Get("StartedAt")).Kind);
        Assert.Equal(uri.ToString(), server.ToString());

        string link = await Web.LocationAsync(server.Port(), key);
        Assert.StartsWith($"{uri}invites_page?", link, StringComparison.Ordinal);
        using HttpResponseMessage page = await Web.GetAsync(new Uri(link));
        Assert.Equal(200, (int)page.StatusCode);
    }

    [Fact]
    public async Task VirtualHosts_InOneServer_AreToldApart()
    {
        string com = NewKey("example.com").Text;
        string org = NewKey("example.org").Text;
        int port = Session.One("Start-InviteApiServer example.com, example.org").Port();
        Assert.Equal(201, await Web.StatusAsync(port, com));
        Assert.Equal(201, await Web.StatusAsync(port, com, "example.com"));
        Assert.Equal(403, await Web.StatusAsync(port, com, "example.org"));
        Assert.Equal(201, await Web.StatusAsync(port, org, "example.org"));
        Assert.Equal(404, await Web.StatusAsync(port, org, "example.net"));
    }

    [Theory]
    [InlineData("", @"^http://localhost:\d+/invites_page\?[A-Za-z0-9_-]{24}$")]
    [InlineData("-InvitePage auto", @"^http://localhost:\d+/invites_page\?[A-Za-z0-9_-]{24}$")]
    [InlineData("-InvitePage none", @"^xmpp:example\.com\?register;preauth=[A-Za-z0-9_-]{24}$")]
    [InlineData("-InvitePage '/invite/{invite.token}/'", @"^http://localhost:\d+/invite/[A-Za-z0-9_-]{24}/$")]
    [InlineData("-InvitePage 'https://example.com/invite?{invite.token}'", @"^https://example\.com/invite\?[A-Za-z0-9_-]{24}$")]
    [InlineData("-ExternalUri https://chat.example/", @"^https://chat\.example/invites_page\?[A-Za-z0-9_-]{24}$")]
    [InlineData("-ExternalUri https://a.example/b -InvitePage '/i/{invite.token}'", @"^https://a\.example/b/i/[A-Za-z0-9_-]{24}$")]
    public async Task Links_PointWhereTheyShould(string arguments, string expected)
    {
        string key = NewKey().Text;
        int port = Session.One($"Start-InviteApiServer example.com {arguments}").Port();
        Assert.Matches(expected, await Web.LocationAsync(port, key));
    }

    [Theory]
    [InlineData("https://example.com/invite")]
    [InlineData("https://example.com/{nothing}")]
    [InlineData("https://example.com/{invite.token")]
    [InlineData("ftp://example.com/{invite.token}")]
    [InlineData("invite/{invite.token}")]
    public void InvitePage_ThatIsNoTemplate_IsRefused(string template) => Session
        .Try($"Start-InviteApiServer example.com -InvitePage '{template}'")
        .Ended(Cmdlet, "InvitePageTemplateInvalid", ErrorCategory.InvalidArgument, template);

    [Theory]
    [InlineData("ftp://example.com/")]
    [InlineData("example.com")]
    [InlineData("https://example.com/?a=b")]
    [InlineData("https://example.com/#a")]
    public void ExternalUri_ThatCannotBeginLinks_IsRefused(string uri)
    {
        ScriptResult result = Session.Try($"Start-InviteApiServer example.com -ExternalUri '{uri}'");
        Assert.Equal(uri, result.Error.TargetObject?.ToString());
        result.Ended(Cmdlet, "ExternalUriInvalid", ErrorCategory.InvalidArgument, result.Error.TargetObject);
    }

    [Fact]
    public void Port_InUse_IsToldWithItsNumber()
    {
        int port = Session.One("Start-InviteApiServer example.com").Port();
        ScriptResult result = Session.Try($"Start-InviteApiServer example.com -Port {port}");
        result.Ended(Cmdlet, "ListenerPortInUse", ErrorCategory.ResourceBusy, port);
        Assert.Contains($"{port}", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.NotNull(result.Error.Exception.InnerException);
    }

    [Theory]
    [InlineData("192.0.2.1")]
    [InlineData("nowhere.example")]
    [InlineData("2001:db8::1")]
    public void Interface_ThatIsNotOurs_IsRefused(string address) => Session
        .Try($"Start-InviteApiServer example.com -Interface {address} -AllowPlainHttp")
        .Ended(Cmdlet, "ListenerAddressUnavailable", ErrorCategory.ResourceUnavailable, address);

    [Fact]
    public async Task Interface_OneAddress_IsTheOnlyOne()
    {
        string key = NewKey().Text;
        PSObject server = Session.One("Start-InviteApiServer example.com -Interface 127.0.0.1");
        Assert.Equal($"http://127.0.0.1:{server.Port()}/", server.ToString());
        Assert.Equal(201, await Web.StatusAsync(server.Port(), key));
    }

    [Theory]
    [InlineData("-Port 65536")]
    [InlineData("-Port -1")]
    [InlineData("-Interface @()")]
    [InlineData("-InvitePage ''")]
    public void Argument_OutOfRange_IsRefused(string arguments) =>
        Session.Try($"Start-InviteApiServer example.com {arguments}").RefusedArgument(Cmdlet);

    [Fact]
    public async Task Port_AfterAFailedStart_IsFree()
    {
        int port = Session.One("$server = Start-InviteApiServer example.com; $server | Stop-InviteApiServer; $server").Port();
        Session.Try($"Start-InviteApiServer example.com -Port {port} -Database '{Session.Folder}'")
            .Ended(Cmdlet, "DatabaseUnavailable", ErrorCategory.OpenError, Session.Folder);
        Assert.True(await Web.IsFreeAsync(port));
    }

    [Fact]
    public void Database_ByPropertyName_IsTaken()
    {
        string other = Path.Combine(Session.Folder, "other", "invites.db");
        Session.Run("$PSDefaultParameterValues.Remove('*-Invite*:Database')");
        PSObject server = Session.One($"New-InviteApiKey example.com -Database '{other}' | Start-InviteApiServer example.com");
        Assert.Equal(other, server.Text("Database"));
    }

    [Fact]
    public void WhatIf_StartsNothingAndMakesNoFile()
    {
        Assert.Empty(Session.Run("Start-InviteApiServer example.com -Wait -WhatIf"));
        Assert.Contains("example.com", Session.Host.Text, StringComparison.Ordinal);
        Assert.Empty(Session.Files());
    }

    [Fact]
    public void Confirm_Asks()
    {
        Session.Host.Answer("No");
        Assert.Empty(Session.Run("Start-InviteApiServer example.com -Confirm"));
        Session.Host.Answer("Yes");
        Assert.Single(Session.Run("Start-InviteApiServer example.com -Confirm"));
        Assert.Equal(2, Session.Host.Questions);
    }

    [Fact]
    public void Verbose_SaysWhereItListensAndWithWhichDatabase()
    {
        ScriptResult result = Session.Try("Start-InviteApiServer example.com -Verbose");
        Assert.Contains(
            result.Verbose,
            message => message.Contains(result.Output[0].ToString()!, StringComparison.Ordinal)
                && message.Contains(Session.Database, StringComparison.Ordinal));
    }
}
