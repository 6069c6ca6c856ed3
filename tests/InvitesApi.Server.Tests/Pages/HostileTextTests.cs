using System.Text;
using System.Xml.Linq;
using InvitesApi.Server.Exchange;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Pages;
using InvitesApi.Server.Pages.QrCodes;
using InvitesApi.Server.Pages.Sheets;
using InvitesApi.Server.Tests.Support;
using InvitesApi.Server.Texts;

namespace InvitesApi.Server.Tests.Pages;

/// <summary>Texts that would break the place that they go to, from whoever may write one, in each place.</summary>
public sealed class HostileTextTests
{
    private const string Mark = "hostile";

    public static TheoryData<string> Texts =>
    [
        $"\"><script>{Mark}</script>",
        $"' onload={Mark} x='",
        $"<!--{Mark}",
        $"javascript:{Mark}",
        $"\r\nSet-Cookie: {Mark}=1\r\n\r\n<b>",
        $"a>; rel=\"stylesheet\", <https://evil.example/{Mark}",
        $"\u001B]0;{Mark}\u0007\u001B[2J",
        $"\u202Egnp.{Mark}",
        $"=cmd|' /C {Mark}'!A0",
        $"{{{{{Mark}}}}} {{invite.token}} ${{{Mark}}} %s%n",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Page_OfAnInviteWithHostileTexts_IsWhole(string text)
    {
        await using TestServer server = await TestServer.StartAsync(
            new TestServerOptions { Hosts = [new(Sample.Host, Page: new PageOptions { SiteName = "Site " + text })] });
        var terms = new InviteTerms { VirtualHost = Sample.Host, Note = text, Groups = [text], Roles = [text] };
        foreach (InviteTerms hostile in new[]
        {
            terms with { Username = text },
            terms with { Kind = InviteKind.Contact, Contact = text },
            terms with { Kind = InviteKind.Reset, Username = text },
        })
        {
            Invite invite = await server.AddInviteAsync(hostile, TimeProvider.System.GetUtcNow());
            Answer page = await server.SendAsync($"GET /invites_page?{invite.Token}");
            Assert.Equal(200, page.Status);
            AssertHarmless(page.Body);
            string link = page["Link"]!;
            Assert.DoesNotContain(link, c => c is < ' ' or > '~');
            Assert.Matches("^<xmpp:[^<>\" ]+>; rel=\"alternate\"$", link);
            Assert.Null(page["Set-Cookie"]);
        }
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Answers_ToHostileRequests_RepeatNothing(string text)
    {
        await using RegisterFixture fixture = await RegisterFixture.StartAsync();
        Invite invite = await fixture.InviteAsync();
        string escaped = Uri.EscapeDataString(text);
        foreach (string target in new[]
        {
            $"/invites_page?{invite.Token}&lang={escaped}&app={escaped}&platform={escaped}&{escaped}={escaped}",
            $"/invites_page?{escaped}",
            $"/invites_page/setup/{escaped}?{invite.Token}",
            $"/register?t={invite.Token}&c={escaped}&lang={escaped}",
            $"/register?t={escaped}",
            $"/{escaped}",
            $"/invites_api?key={escaped}&redirect={escaped}",
        })
        {
            Answer? answer = await Wire.AskAsync(
                fixture.Server.Port,
                $"GET {target} HTTP/1.1\r\nHost: {Sample.Host}\r\nAccept: text/html\r\nAccept-Language: {escaped}\r\nConnection: close\r\n\r\n");
            Assert.NotNull(answer);
            AssertHarmless(answer.Body);
            Assert.All(answer.Headers, header => Assert.All(header, value => Assert.DoesNotContain(value, c => c is < ' ' or > '~')));
            Assert.DoesNotContain(answer.Headers["Set-Cookie"], cookie => cookie.Contains(Mark, StringComparison.Ordinal));
        }

        Answer form = await fixture.RegisterAsync(invite, text);
        Assert.Equal(422, form.Status);
        AssertHarmless(form.Body);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Sheet_WithHostileTexts_IsWhole(string text)
    {
        var sheet = new InviteSheet(InviteSheet.English, "Site " + text);
        var terms = new InviteTerms { VirtualHost = Sample.Host, Kind = InviteKind.Contact, Contact = text, Note = text };
        sheet.Add(new Invite { Token = text, Terms = terms, CreatedAt = Sample.Moment }, "https://example.com/?" + text);
        AssertHarmless(Encoding.UTF8.GetString(await sheet.RenderAsync(TestContext.Current.CancellationToken)));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void QrCode_OfHostileText_HasNoText(string text)
    {
        string svg = QrCode.Of(text).ToSvg();
        Assert.DoesNotContain(Mark, svg, StringComparison.Ordinal);
        Assert.DoesNotContain(
            XDocument.Parse(svg).Descendants(), element => element.Name.LocalName is "script" or "text" or "foreignObject");
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void DataLine_WithHostileTexts_IsOneLineAndIsTakenOnlyIfItCanBeShown(string text)
    {
        var terms = new InviteTerms { VirtualHost = Sample.Host, Groups = [text], Note = text };
        string line = new DataItem(null, new Invite { Token = "AAAAAAAAAAAAAAAAAAAAAAAA", Terms = terms, CreatedAt = Sample.Moment }).ToLine();
        Assert.DoesNotContain(line, char.IsControl);
        if (Printable.IndexOfOther(text) < 0)
        {
            Assert.Equal(text, DataItem.Parse(line)!.Invite!.Terms.Note);
        }
        else
        {
            Assert.Equal(InviteFault.InviteInvalid, Assert.Throws<InviteException>(() => DataItem.Parse(line)).Fault);
        }
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Uri_OfAnInviteWithHostileTexts_IsOne(string text)
    {
        string uri = InviteUri.For(new InviteTerms { VirtualHost = Sample.Host, Kind = InviteKind.Contact, Contact = text }, text);
        Assert.Matches("^xmpp:[A-Za-z0-9._~%-]+@example\\.com\\?roster;preauth=[A-Za-z0-9._~%-]+$", uri);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Clean_HostileText_CanBeShown(string text)
    {
        string shown = Printable.Clean(text);
        Assert.True(Printable.IndexOfOther(shown) < 0);
        Assert.Equal(text.Length, shown.Length);
    }

    // The mark may stand in a page as text, and not as a tag, an attribute or a link.
    private static void AssertHarmless(string html)
    {
        Assert.DoesNotContain($"<script>{Mark}", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain($"<!--{Mark}", html, StringComparison.Ordinal);
        Assert.DoesNotContain($"' onload={Mark}", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch($"(?i)(href|src|action|style|on[a-z]+)=[\"']?javascript:{Mark}", html);
        Assert.DoesNotContain($"<https://evil.example/{Mark}", html, StringComparison.Ordinal);
        Assert.DoesNotContain(html, c => c is '\u001B' or '\u0007');
    }
}
