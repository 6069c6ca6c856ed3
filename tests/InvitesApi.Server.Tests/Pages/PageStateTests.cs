using System.Text.RegularExpressions;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Pages;

/// <summary>What the pages say, and with which status and headers.</summary>
public sealed class PageStateTests(PageFixture fixture) : IClassFixture<PageFixture>
{
    private const string Android = "User-Agent: " + PageFixture.Android;
    private const string Windows = "User-Agent: " + PageFixture.Windows;

    [Theory]
    [InlineData("account", 200, "You’re invited to <bdi>Verona Chat</bdi>", "register;preauth=")]
    [InlineData("named", 200, "<bdi>juliet@example.com</bdi>", "juliet@example.com?register;preauth=")]
    [InlineData("contact", 200, "<bdi>romeo</bdi> would like to chat with you", "romeo@example.com?roster;preauth=")]
    [InlineData("contact-account", 200, "With this invitation you can join there too", ";ibr=y")]
    [InlineData("reset", 200, "set a new password for <bdi>juliet@example.com</bdi>", "juliet@example.com?register;preauth=")]
    [InlineData("setup", 200, "Gajim", "register;preauth=")]
    [InlineData("expired", 410, "This invitation has expired", null)]
    [InlineData("used", 410, "This invitation has been used", null)]
    [InlineData("revoked", 410, "This invitation was withdrawn", null)]
    [InlineData("unknown", 404, "We can’t find this invitation", null)]
    public async Task Open_Page_HasItsTextStatusAndLink(string page, int status, string text, string? link)
    {
        Answer answer = await fixture.GetAsync(fixture.PathOf(page), Android);
        Assert.Equal(status, answer.Status);
        Assert.Contains(text, answer.Body, StringComparison.Ordinal);
        Assert.Equal(link is not null, answer["Link"]?.Contains(link!, StringComparison.Ordinal) ?? false);
        Assert.Equal("*", answer["Access-Control-Allow-Origin"]);
        Assert.Equal("Link", answer["Access-Control-Expose-Headers"]);
        Assert.Equal("no-store", answer["Cache-Control"]);
        Assert.Equal("nosniff", answer["X-Content-Type-Options"]);
        Assert.Equal("no-referrer", answer["Referrer-Policy"]);
        Assert.Equal("noindex, nofollow", answer["X-Robots-Tag"]);
        Assert.Equal(
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            answer["Content-Security-Policy"]);
    }

    [Theory]
    [InlineData("account")]
    [InlineData("unknown")]
    [InlineData("setup")]
    public async Task Open_Page_LoadsItsStyleAndNothingElse(string page)
    {
        Answer answer = await fixture.GetAsync(fixture.PathOf(page), Windows);
        Assert.DoesNotMatch("<script|<style|<iframe|<form| style=| on[a-z]+=", answer.Body);
        Assert.Equal(
            ["data:,", "/invites_page/static/page."],
            Regex.Matches(answer.Body, "<(?:link|img|source)[^>]* (?:href|src)=\"([^\"]*?)(?:[0-9a-f]{12}.css)?\"")
                .Select(match => match.Groups[1].Value));
    }

    [Fact]
    public async Task Style_OfThePage_MayBeKeptForEver()
    {
        Answer page = await fixture.GetAsync(fixture.PathOf("account"));
        string path = Regex.Match(page.Body, "<link rel=\"stylesheet\" href=\"([^\"]+)\"").Groups[1].Value;
        Answer style = await fixture.GetAsync(path);
        Assert.Equal((200, "text/css; charset=utf-8"), (style.Status, style["Content-Type"]));
        Assert.Equal("public, max-age=31536000, immutable", style["Cache-Control"]);
        Assert.DoesNotContain("url(", style.Body, StringComparison.Ordinal);
        Assert.Equal(404, (await fixture.GetAsync("/invites_page/static/page.000000000000.css")).Status);
        Assert.Equal(404, (await fixture.GetAsync("/invites_page/static/../../../etc/passwd")).Status);
    }

    [Theory]
    [InlineData("&lang=de", "<html lang=\"de\" dir=\"ltr\">")]
    [InlineData("&lang=ar", "<html lang=\"ar\" dir=\"rtl\">")]
    [InlineData("&lang=xx", "<html lang=\"en\" dir=\"ltr\">")]
    [InlineData("&fbclid=x", "<html lang=\"en\" dir=\"ltr\">")]
    public async Task Open_QueryWithMore_IsStillThatPage(string more, string expected)
    {
        Answer answer = await fixture.GetAsync(fixture.PathOf("account") + more);
        Assert.Equal(200, answer.Status);
        Assert.Contains(expected, answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_InALanguage_LinksGoOnInIt()
    {
        string token = fixture.Invites["account"].Token;
        Answer answer = await fixture.GetAsync(fixture.PathOf("account"), "Accept-Language: fr-CH, fr;q=0.9, en;q=0.8", Windows);
        Assert.Equal("fr", answer["Content-Language"]);
        Assert.Contains($"href=\"/invites_page?{token}&amp;lang=de\"", answer.Body, StringComparison.Ordinal);
        Assert.Contains($"href=\"/invites_page/setup/gajim?{token}\"", answer.Body, StringComparison.Ordinal);
        Answer chosen = await fixture.GetAsync(fixture.PathOf("account") + "&lang=ja&platform=ios", Windows);
        Assert.Contains($"/setup/siskin-im?{token}&amp;lang=ja&amp;platform=ios\"", chosen.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", Android, "Conversations")]
    [InlineData("&app=cheogram", Android, "Cheogram")]
    [InlineData("&app=monal", Android, "Conversations")]
    [InlineData("&app=nope", Android, "Conversations")]
    [InlineData("&platform=ios", Android, "Monal")]
    [InlineData("&platform=android", Windows, "Conversations")]
    public async Task Open_Visitor_IsShownTheAppOfTheDevice(string more, string agent, string expected)
    {
        Answer answer = await fixture.GetAsync(fixture.PathOf("account") + more, agent);
        Assert.Equal(expected, Regex.Match(answer.Body, "<h3><bdi>(.*?)</bdi></h3>").Groups[1].Value);
    }

    [Fact]
    public async Task Open_OnAndroid_StoreTakesTheInviteAlong()
    {
        Answer answer = await fixture.GetAsync(fixture.PathOf("account"), Android);
        string uri = Uri.EscapeDataString(fixture.Invites["account"].Uri);
        Assert.Contains($"details?id=eu.siacs.conversations&amp;referrer={uri}\"", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_ResetOnWindows_NamesNoAppThatCantDoIt()
    {
        Answer answer = await fixture.GetAsync(fixture.PathOf("reset"), Windows);
        Assert.DoesNotContain("Gajim", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Setup_AppThatIsNot_LeadsBackToTheInvite()
    {
        string token = fixture.Invites["account"].Token;
        Answer answer = await fixture.GetAsync($"/invites_page/setup/nope?{token}&lang=de");
        Assert.Equal((302, $"/invites_page?{token}&lang=de"), (answer.Status, answer["Location"]));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    [InlineData("POST")]
    [InlineData("DELETE")]
    public async Task Open_AnyMethod_SpendsNothing(string method)
    {
        await fixture.Server.SendAsync($"{method} {fixture.PathOf("account")}");
        await fixture.Server.SendAsync($"{method} {fixture.PathOf("setup")}");
        Assert.Equal(0, (await fixture.Server.FindInviteAsync(fixture.Invites["account"].Token))!.Uses);
    }

    [Theory]
    [InlineData("account")]
    [InlineData("setup")]
    [InlineData("expired")]
    [InlineData("unknown")]
    public async Task Head_Page_IsGetWithoutItsBody(string page)
    {
        Answer get = await fixture.Server.SendAsync($"GET {fixture.PathOf(page)}");
        Answer head = await fixture.Server.SendAsync($"HEAD {fixture.PathOf(page)}");
        Assert.Equal(string.Empty, head.Body);
        Assert.Equal((get.Status, get["Link"], get["Content-Length"]), (head.Status, head["Link"], head["Content-Length"]));
    }

    [Fact]
    public async Task Options_Page_TellsItsMethods()
    {
        Answer answer = await fixture.Server.SendAsync($"OPTIONS {fixture.PathOf("account")}");
        Assert.Equal((200, "GET, HEAD, OPTIONS", "*"), (answer.Status, answer["Allow"], answer["Access-Control-Allow-Origin"]));
    }

    [Fact]
    public async Task Open_HostWithoutAName_SpeaksOfTheHost()
    {
        Answer answer = await fixture.Server.SendAsync("GET /invites_page?AAAA", Sample.OtherHost);
        Assert.Contains("<bdi>other.example</bdi>", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?i)invites.?api|prosody|asp\\.net", answer.Body);
    }

    [Fact]
    public async Task Open_Invite_NoteIsNotShown() =>
        Assert.DoesNotContain("uncle", (await fixture.GetAsync(fixture.PathOf("account"))).Body, StringComparison.Ordinal);
}
