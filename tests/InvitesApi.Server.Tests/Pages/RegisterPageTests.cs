using Deque.AxeCore.Commons;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Tests.Support;
using Microsoft.Playwright;

namespace InvitesApi.Server.Tests.Pages;

/// <summary>The form and what comes of it, in a real browser: in all languages, with JavaScript and without.</summary>
public sealed class RegisterPageTests(Browser browser) : IAsyncLifetime
{
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private RegisterFixture _fixture = null!;

    public static TheoryData<string> Languages => [.. PageFixture.Languages];

    public async ValueTask InitializeAsync() => _fixture = await RegisterFixture.StartAsync();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Pages_InALanguage_HaveNoFaultAndFit(string language)
    {
        bool shoot = language is "en" or "de" or "ar";
        await using IBrowserContext window = await browser.OpenAsync(new()
        {
            UserAgent = PageFixture.Android,
            ViewportSize = new() { Width = 320, Height = 900 },
            ColorScheme = language is "fa" or "ja" ? ColorScheme.Dark : ColorScheme.Light,
        });
        IPage tab = await window.NewPageAsync();
        Invite invite = await _fixture.InviteAsync();
        await tab.GotoAsync(Uri(invite, language));
        await CheckAsync(tab, "form", language, shoot);
        await FillAsync(tab, "a b", "Ab3$xyz-Qw9");
        await SendAsync(tab);
        await CheckAsync(tab, "form-fault", language, shoot);
        _fixture.Accounts.Failure = Server.Accounts.AccountOutcome.Unreachable;
        await FillAsync(tab, "juliet", RegisterFixture.Password);
        await SendAsync(tab);
        await CheckAsync(tab, "form-busy", language, shoot);
        _fixture.Accounts.Failure = null;
        await tab.GotoAsync(Uri(invite, language));
        await FillAsync(tab, "juliet", RegisterFixture.Password);
        await SendAsync(tab);
        await CheckAsync(tab, "form-done", language, shoot);
        Assert.Equal(language, await tab.Locator("html").GetAttributeAsync("lang"));
    }

    [Fact]
    public async Task Form_WithJavaScript_HasExtras()
    {
        await using IBrowserContext window = await browser.OpenAsync();
        IPage tab = await window.NewPageAsync();
        var complaints = new List<string>();
        tab.Console += (_, message) => complaints.Add(message.Text);
        await tab.GotoAsync(Uri(await _fixture.InviteAsync(), "en"));
        ILocator meter = tab.Locator("meter");
        Assert.False(await meter.IsVisibleAsync());
        await FillAsync(tab, "juliet", "aaaaaaaaaaaa");
        Assert.Equal("A weak password", await tab.Locator(".strength").TextContentAsync());
        await FillAsync(tab, "juliet", "orbit-Maple 7 teapot");
        Assert.Equal("A strong password", await tab.Locator(".strength").TextContentAsync());
        Assert.True(await meter.IsVisibleAsync());
        ILocator show = tab.Locator("button.show");
        await show.ClickAsync();
        Assert.Equal(("text", "true"), (
            await tab.Locator("#password").GetAttributeAsync("type"), await show.GetAttributeAsync("aria-pressed")));
        await show.ClickAsync();
        Assert.Equal("password", await tab.Locator("#password").GetAttributeAsync("type"));
        Assert.DoesNotContain(complaints, complaint => !complaint.Contains("'data:,'", StringComparison.Ordinal)); // the page has no icon
    }

    [Fact]
    public async Task Form_WithoutJavaScript_MakesTheAccount()
    {
        await using IBrowserContext window = await browser.OpenAsync(new() { JavaScriptEnabled = false });
        IPage tab = await window.NewPageAsync();
        Invite invite = await _fixture.InviteAsync();
        await tab.GotoAsync($"http://example.com:{_fixture.Server.Port}/invites_page?{invite.Token}&platform=web");
        await tab.Locator("a[href*='/register']").First.ClickAsync();
        Assert.Equal(0, await tab.Locator("button.show").CountAsync());
        await FillAsync(tab, "Juliet", RegisterFixture.Password);
        await SendAsync(tab);
        Assert.Equal("Your account is ready", await tab.Locator("h1").TextContentAsync());
        Assert.Equal(RegisterFixture.Password, _fixture.Accounts.Accounts["juliet"]);
    }

    [Fact]
    public async Task Form_OfAnotherSite_MakesNoAccount()
    {
        await using IBrowserContext window = await browser.OpenAsync();
        IPage tab = await window.NewPageAsync();
        Invite invite = await _fixture.InviteAsync();
        await tab.GotoAsync(Uri(invite, "en")); // the visitor has a cookie
        string secret = (await tab.Locator("input[name=secret]").GetAttributeAsync("value"))!;
        await tab.RouteAsync("http://evil.example/**", route => route.FulfillAsync(new()
        {
            ContentType = "text/html",
            Body = $"<form method=post action='http://example.com:{_fixture.Server.Port}/register'>"
                + $"<input name=user value=mallory><input name=password value='{RegisterFixture.Password}'>"
                + $"<input name=token value={invite.Token}><input name=secret value={secret}><button type=submit>x</button></form>",
        }));
        await tab.GotoAsync("http://evil.example/");
        await SendAsync(tab);
        Assert.Equal(1, await tab.Locator("[role=alert]").CountAsync());
        Assert.Empty(_fixture.Accounts.Accounts);
    }

    private string Uri(Invite invite, string language) =>
        $"http://example.com:{_fixture.Server.Port}/register?t={invite.Token}&c=gajim&lang={language}";

    private static async Task FillAsync(IPage tab, string username, string password)
    {
        await tab.Locator("#user").FillAsync(username);
        await tab.Locator("#password").FillAsync(password);
    }

    private static Task SendAsync(IPage tab) => tab.Locator("button[type=submit]").ClickAsync();

    private static async Task CheckAsync(IPage tab, string page, string language, bool shoot)
    {
        await tab.EvaluateAsync(Axe);
        string[] faults = await tab.EvaluateAsync<string[]>("""
            async () => (await axe.run(document, { rules: { 'target-size': { enabled: true } } })).violations
                .map(fault => fault.id + ' ' + fault.nodes.map(node => node.html).join(' '))
            """);
        Assert.Equal([], faults.Select(fault => $"{page}: {fault}"));
        Assert.Equal(320, await tab.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        if (shoot)
        {
            await tab.ScreenshotAsync(new()
            {
                Path = Path.Combine(Repository.Folder, "artifacts", "screenshots", $"{page}-{language}-phone.png"),
                FullPage = true,
            });
        }
    }
}
