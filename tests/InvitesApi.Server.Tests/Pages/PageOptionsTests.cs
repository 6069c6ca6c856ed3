using InvitesApi.Server.Faults;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Pages;
using InvitesApi.Server.Tests.Support;
using Microsoft.Playwright;

namespace InvitesApi.Server.Tests.Pages;

/// <summary>What operators change of the page: templates of links, their own folder, hostile names.</summary>
public sealed class PageOptionsTests(Browser browser)
{
    private const string Hostile = "<script>alert(1)</script>\"'&amp;\u202E";
    private const string Picture = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>""";
    private static readonly DateTimeOffset End = new(2036, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("/invite/{invite.token}/", "/invite/TOKEN/", "/invite/TOKEN/?lang=de", "/invite/TOKEN/?fbclid=x&lang=de")]
    [InlineData("/invite/{invite.token}", "/invite/TOKEN", "/invite/TOKEN?lang=de", "/invite/TOKEN?fbclid=x&lang=de")]
    [InlineData("/join?t={invite.token}&x=1", "/join?t=TOKEN&x=1", "/join?t=TOKEN&x=1&lang=de", "/join?lang=de&t=TOKEN&x=1")]
    public async Task Open_ByTemplate_IsThePage(string template, params string[] paths)
    {
        await using TestServer server = await TestServer.StartAsync(
            new TestServerOptions { Hosts = [new(Sample.Host, InvitePage: template)] });
        string token = (await server.AddInviteAsync(new InviteTerms { VirtualHost = Sample.Host, ExpiresAt = End })).Token;
        foreach (string path in paths.Append("/invites_page?TOKEN&lang=de"))
        {
            Answer answer = await server.SendAsync("GET " + path.Replace("TOKEN", token, StringComparison.Ordinal));
            Assert.Equal(200, answer.Status);
            Assert.Equal(path.Contains("lang=de", StringComparison.Ordinal) ? "de" : "en", answer["Content-Language"]);
        }
    }

    [Fact]
    public async Task Open_BehindAProxyWithAPath_LinksHaveIt()
    {
        await using TestServer server = await TestServer.StartAsync(
            new TestServerOptions { Hosts = [new(Sample.Host, ExternalUri: "https://example.com/xmpp/")] });
        string token = (await server.AddInviteAsync(new InviteTerms { VirtualHost = Sample.Host, ExpiresAt = End })).Token;
        Answer answer = await server.SendAsync($"GET /xmpp/invites_page?{token}");
        Assert.Contains("href=\"/xmpp/invites_page/static/page.", answer.Body, StringComparison.Ordinal);
        Assert.Contains($"href=\"/xmpp/invites_page?{token}&amp;lang=de\"", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_HostileNames_AreText()
    {
        await using TestServer server = await TestServer.StartAsync(
            new TestServerOptions { Hosts = [new(Sample.Host, Page: new PageOptions { SiteName = Hostile })] });
        var terms = new InviteTerms
        {
            VirtualHost = Sample.Host,
            Kind = InviteKind.Contact,
            Contact = Hostile,
            Note = Hostile,
            Groups = [Hostile],
            ExpiresAt = End,
        };
        string token = (await server.AddInviteAsync(terms)).Token;
        await using IBrowserContext window = await browser.OpenAsync();
        IPage tab = await window.NewPageAsync();
        IResponse answer = (await tab.GotoAsync($"http://localhost:{server.Port}/invites_page?{token}"))!;
        Assert.DoesNotContain("<script", await answer.TextAsync(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(Hostile + " would like to chat with you", await tab.Locator("h1").TextContentAsync());
        Assert.Equal(Hostile, await tab.Locator(".site bdi").TextContentAsync());
        Assert.Equal(0, await tab.EvaluateAsync<int>("document.scripts.length"));
    }

    [Fact]
    public async Task Open_FolderOfTheOperator_IsUsed()
    {
        using var folder = new TemporaryFolder();
        Write(folder, "page.json", """{ "site_name": "Green Valley", "language": "de", "accent": "#8a1c4a", "accent_dark": "#f2a7c6" }""");
        Write(folder, "texts/de.json", """{ "texts": { "title-account": "Komm zu {site}!" }, "apps": { "ours": "Unsere App." } }""");
        Write(folder, "apps.json", """
            [{ "id": "ours", "name": "Ours", "image": "https://cdn.example/ours.svg", "supports_preauth_uri": true,
               "link": "https://ours.example/" }]
            """);
        Write(folder, "images/ours.svg", Picture);
        Write(folder, "logo.svg", Picture);
        Write(folder, "style.css", "h1 { font-style: italic }");
        await using TestServer server = await TestServer.StartAsync(
            new TestServerOptions { Hosts = [new(Sample.Host, Page: new PageOptions { Folder = folder.Path })] });
        string token = (await server.AddInviteAsync(new InviteTerms { VirtualHost = Sample.Host, ExpiresAt = End })).Token;
        await using IBrowserContext window = await browser.OpenAsync(new() { Locale = "eo" });
        IPage tab = await window.NewPageAsync();
        await tab.GotoAsync($"http://localhost:{server.Port}/invites_page?{token}");
        Assert.Equal("Komm zu Green Valley!", await tab.Locator("h1").TextContentAsync());
        Assert.Equal("italic", await tab.EvaluateAsync<string>("getComputedStyle(document.querySelector('h1')).fontStyle"));
        Assert.Equal(
            "rgb(138, 28, 74)",
            await tab.EvaluateAsync<string>("getComputedStyle(document.querySelector('.steps .button')).backgroundColor"));
        Assert.Equal(2, await tab.EvaluateAsync<int>("[...document.images].filter(image => image.naturalWidth > 0).length"));
        Assert.Contains("Unsere App.", await tab.Locator(".first").TextContentAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("page.json", "{", InviteFault.PageFolderInvalid)]
    [InlineData("page.json", """{ "nmae": "x" }""", InviteFault.PageFolderInvalid)]
    [InlineData("page.json", """{ "accent": "green" }""", InviteFault.PageFolderInvalid)]
    [InlineData("page.json", """{ "accent": "#ffff00" }""", InviteFault.PageFolderInvalid)]
    [InlineData("page.json", """{ "accent_dark": "#000080" }""", InviteFault.PageFolderInvalid)]
    [InlineData("page.json", """{ "language": "eo" }""", InviteFault.PageFolderInvalid)]
    [InlineData("texts/de.json", """{ "texts": { "titel": "x" } }""", InviteFault.PageFolderInvalid)]
    [InlineData("texts/de.json", """{ "texts": { "title-account": "Zu {sity}" } }""", InviteFault.PageFolderInvalid)]
    [InlineData("texts/de.json", """{ "direction": "up" }""", InviteFault.PageFolderInvalid)]
    [InlineData("texts/de.json", """{ "date": "%" }""", InviteFault.PageFolderInvalid)]
    [InlineData("texts/de.json", """{ "texts": null }""", InviteFault.PageFolderInvalid)]
    [InlineData("texts/de.json", """{ "texts": { "title-account": null } }""", InviteFault.PageFolderInvalid)]
    [InlineData("texts/de.json", """{ "apps": { "gajim": null } }""", InviteFault.PageFolderInvalid)]
    [InlineData("texts/de.json", """{ "language": "\ud800" }""", InviteFault.PageFolderInvalid)]
    [InlineData("texts/eo.json", """{ "language": "Esperanto" }""", InviteFault.PageFolderInvalid)]
    [InlineData("apps.json", "{}", InviteFault.AppCatalogueInvalid)]
    public async Task Start_FolderWithAMistake_IsRefusedAndItsFileNamed(string file, string content, InviteFault expected)
    {
        using var folder = new TemporaryFolder();
        Write(folder, file, content);
        InviteException fault = await FailAsync(new PageOptions { Folder = folder.Path });
        Assert.Equal(expected, fault.Fault);
        Assert.Contains(Path.GetFileName(file), fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OptionsOfNothing_AreRefused()
    {
        Assert.Equal(InviteFault.PageFolderInvalid, (await FailAsync(new PageOptions { Folder = "/nowhere" })).Fault);
        Assert.Equal(InviteFault.AppCatalogueInvalid, (await FailAsync(new PageOptions { AppCatalogue = "/nowhere.json" })).Fault);
        Assert.Equal(InviteFault.AppUnknown, (await FailAsync(new PageOptions { ShowApps = ["nope"] })).Fault);
    }

    private static Task<InviteException> FailAsync(PageOptions page) =>
        TestServer.FailAsync(new TestServerOptions { Hosts = [new(Sample.Host, Page: page)] });

    private static void Write(TemporaryFolder folder, string name, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder[name])!);
        File.WriteAllText(folder[name], content);
    }
}
