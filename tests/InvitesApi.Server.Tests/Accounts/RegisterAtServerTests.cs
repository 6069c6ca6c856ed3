using InvitesApi.Server.Hosting;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Tests.Support;
using Microsoft.Playwright;

namespace InvitesApi.Server.Tests.Accounts;

/// <summary>The whole way at a real XMPP server: an invite, its form in Chromium, and a login with the new account.</summary>
public abstract class RegisterAtServerTests(Browser browser) : InBandTests
{
    private protected abstract AccountsOptions Accounts { get; }

    /// <summary>The location of the database; null: one of our own.</summary>
    private protected virtual string? Database => null;

    private protected Task<TestServer> StartAsync() =>
        TestServer.StartAsync(new TestServerOptions { Accounts = Accounts, Database = Database });

    private protected abstract Task<bool> CanLogInAsync(string username, string password);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Form_InABrowser_MakesAnAccountThatLogsIn(bool script)
    {
        await using TestServer server = await StartAsync();
        Invite invite = await server.AddInviteAsync(new InviteTerms { VirtualHost = Sample.Host });
        string name = NewName();
        Assert.Equal("Your account is ready", await RegisterAsync(server, invite, name, Password, script));
        Assert.True(await CanLogInAsync(name, Password));
        Assert.Equal(1, (await server.FindInviteAsync(invite.Token))!.Uses);
        Assert.Equal("This invitation has been used", await HeadingAsync(server, invite, script));
    }

    [Fact]
    public async Task Form_TakenName_IsShownAgainAndTheInviteIsStillGood()
    {
        await using TestServer server = await StartAsync();
        string name = NewName();
        Invite first = await server.AddInviteAsync(new InviteTerms { VirtualHost = Sample.Host });
        await RegisterAsync(server, first, name, Password, script: false);
        Invite second = await server.AddInviteAsync(new InviteTerms { VirtualHost = Sample.Host });
        Assert.Equal("Make your account", await RegisterAsync(server, second, name, "another Password 77", script: false));
        Assert.Equal(0, (await server.FindInviteAsync(second.Token))!.Uses);
        Assert.True(await CanLogInAsync(name, Password));
    }

    private protected async Task<string?> RegisterAsync(TestServer server, Invite invite, string name, string password, bool script)
    {
        await using IBrowserContext window = await browser.OpenAsync(new() { JavaScriptEnabled = script });
        IPage tab = await window.NewPageAsync();
        await tab.GotoAsync($"http://example.com:{server.Port}/register?t={invite.Token}");
        if (await tab.Locator("#user[readonly]").CountAsync() == 0)
        {
            await tab.Locator("#user").FillAsync(name);
        }

        await tab.Locator("#password").FillAsync(password);
        await tab.Locator("button[type=submit]").ClickAsync();
        return await tab.Locator("h1").TextContentAsync();
    }

    private async Task<string?> HeadingAsync(TestServer server, Invite invite, bool script)
    {
        await using IBrowserContext window = await browser.OpenAsync(new() { JavaScriptEnabled = script });
        IPage tab = await window.NewPageAsync();
        await tab.GotoAsync($"http://example.com:{server.Port}/register?t={invite.Token}");
        return await tab.Locator("h1").TextContentAsync();
    }
}
