using InvitesApi.Server.Faults;
using InvitesApi.Server.Invites;

namespace InvitesApi.Server.Tests.Rules;

public class InvitePageTemplateTests
{
    private const string Token = "Pykj2rZT0AnxGVzAfV-_sN9C";
    private const string Base = "https://base.example/prefix";

    [Theory]
    [InlineData("/invites_page?{invite.token}", Base + "/invites_page?" + Token)]
    [InlineData("auto", Base + "/invites_page?" + Token)]
    [InlineData("/invite/{invite.token}/", Base + "/invite/" + Token + "/")]
    [InlineData("/{invite.token}", Base + "/" + Token)]
    [InlineData("/{host}/join?t={invite.token!}&x=1", Base + "/example.com/join?t=" + Token + "&x=1")]
    [InlineData("none", "xmpp:example.com?register;preauth=" + Token)]
    [InlineData("{invite.uri!}", "xmpp:example.com?register;preauth=" + Token)]
    [InlineData("https://example.com/invite?{invite.token}", "https://example.com/invite?" + Token)]
    [InlineData("https://example.com/invite?{invite.token|urlescape}", "https://example.com/invite?" + Token)]
    [InlineData("http://example.com:8080/#/{invite.token}", "http://example.com:8080/#/" + Token)]
    [InlineData("https://{host}/i/{invite.token}", "https://example.com/i/" + Token)]
    [InlineData("https://{host!}/i/{invite.token}", "https://example.com/i/" + Token)]
    [InlineData("https://x.example/i/{invite.token}?again={invite.token}", "https://x.example/i/" + Token + "?again=" + Token)]
    [InlineData("https://xmpp.link/#{invite.uri|noscheme}", "https://xmpp.link/#example.com%3Fregister%3Bpreauth%3D" + Token)]
    [InlineData("https://x.example/?u={invite.uri}", "https://x.example/?u=xmpp%3Aexample.com%3Fregister%3Bpreauth%3D" + Token)]
    [InlineData("https://x.example/?u={invite.uri|urlescape}", "https://x.example/?u=xmpp%3Aexample.com%3Fregister%3Bpreauth%3D" + Token)]
    [InlineData("https://x.example/?u={invite.uri!}", "https://x.example/?u=xmpp:example.com?register;preauth=" + Token)]
    public void LinkTo_Template_IsFilledIn(string template, string expected) =>
        Assert.Equal(expected, InvitePageTemplate.Parse(template, "example.com").LinkTo(Base, Token));

    [Theory]
    [InlineData("https://example.com/{host}/{invite.token}", "https://example.com/b%C3%BCcher.example/" + Token)]
    [InlineData("/{host}/{invite.token}", Base + "/b%C3%BCcher.example/" + Token)]
    [InlineData("none", "xmpp:b%C3%BCcher.example?register;preauth=" + Token)]
    public void LinkTo_InternationalHost_IsPercentEncoded(string template, string expected) =>
        Assert.Equal(expected, InvitePageTemplate.Parse(template, "bücher.example").LinkTo(Base, Token));

    [Theory]
    [InlineData("/invites_page?{invite.token}", true)]
    [InlineData("auto", true)]
    [InlineData("/invite/{invite.token}/", true)]
    [InlineData("none", false)]
    [InlineData("https://example.com/{invite.token}", false)]
    [InlineData("{invite.uri!}", false)]
    public void IsPath_Template_TellsWhetherWeServeIt(string template, bool expected) =>
        Assert.Equal(expected, InvitePageTemplate.Parse(template, "example.com").IsPath);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("None")]
    [InlineData("https://example.com/invite")]
    [InlineData("/invite/")]
    [InlineData("{host}")]
    [InlineData("https://{host}/")]
    [InlineData("https://example.com/{invite.tokne}")]
    [InlineData("https://example.com/{invite.token|upper}")]
    [InlineData("https://example.com/{invite.token}?{user}")]
    [InlineData("https://example.com/{}/{invite.token}")]
    [InlineData("https://example.com/{invite.token")]
    [InlineData("https://example.com/invite.token}")]
    [InlineData("https://example.com/{{invite.token}}")]
    [InlineData("/invite/{invite.token}/{invite.token}")]
    [InlineData("/invite/{invite.uri}")]
    [InlineData("/invite/{invite.token}/{invite.uri}")]
    [InlineData("invite/{invite.token}")]
    [InlineData("{invite.token}")]
    [InlineData("{invite.uri}")]
    [InlineData("ftp://example.com/{invite.token}")]
    [InlineData("javascript:alert('{invite.token}')")]
    [InlineData("data:text/html,{invite.token}")]
    [InlineData("file:///{invite.token}")]
    [InlineData("xmpp:example.com?register;preauth={invite.token}")]
    [InlineData("https://example.com/in vite/{invite.token}")]
    [InlineData("https://example.com/{invite.token}\r\nSet-Cookie: a=b")]
    [InlineData("https://example.com/{invite.token}\0")]
    [InlineData("https://bücher.example/{invite.token}")]
    [InlineData("https:///{invite.token}")]
    public void Parse_OtherTemplate_IsRefusedAndNamed(string template)
    {
        InviteException fault = Assert.Throws<InviteException>(() => InvitePageTemplate.Parse(template, "example.com"));
        Assert.Equal(InviteFault.InvitePageTemplateInvalid, fault.Fault);
        Assert.Equal(template, fault.Target);
    }

    [Theory]
    [InlineData("/invite/{invite.token}/", "/invite/abc/", "abc")]
    [InlineData("/invite/{invite.token}/", "/invite/a/b/", "a/b")]
    [InlineData("/invite/{invite.token}", "/invite/abc", "abc")]
    [InlineData("/{host}/{invite.token}", "/example.com/abc", "abc")]
    [InlineData("/join?t={invite.token}&x=1", "/join?t=abc&x=1", "abc")]
    [InlineData("auto", "/invites_page?abc", "abc")]
    public void TryReadToken_Link_HasTheToken(string template, string pathAndQuery, string expected)
    {
        Assert.True(InvitePageTemplate.Parse(template, "example.com").TryReadToken(pathAndQuery, out string token));
        Assert.Equal(expected, token);
    }

    [Theory]
    [InlineData("/invite/{invite.token}/", "/invite/")]
    [InlineData("/invite/{invite.token}/", "/invite//")]
    [InlineData("/invite/{invite.token}/", "/invite/abc")]
    [InlineData("/invite/{invite.token}/", "/Invite/abc/")]
    [InlineData("/invite/{invite.token}/", "/other/abc/")]
    [InlineData("/invite/{invite.token}/", "/invite/abc/?x=1")]
    [InlineData("/invite/{invite.token}/", "")]
    [InlineData("auto", "/invites_page")]
    [InlineData("auto", "/invites_page?")]
    [InlineData("none", "xmpp:example.com?register;preauth=abc")]
    [InlineData("https://example.com/{invite.token}", "https://example.com/abc")]
    public void TryReadToken_OtherPath_IsRefused(string template, string pathAndQuery)
    {
        Assert.False(InvitePageTemplate.Parse(template, "example.com").TryReadToken(pathAndQuery, out string token));
        Assert.Empty(token);
    }

    [Theory]
    [InlineData("/invites_page?{invite.token}")]
    [InlineData("/invite/{invite.token}/")]
    [InlineData("/join?t={invite.token}&x=1")]
    public void TryReadToken_OwnLink_RoundTrips(string template)
    {
        var page = InvitePageTemplate.Parse(template, "example.com");
        Assert.True(page.TryReadToken(page.LinkTo(string.Empty, Token), out string token));
        Assert.Equal(Token, token);
    }
}
