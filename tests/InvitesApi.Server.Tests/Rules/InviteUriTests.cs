using InvitesApi.Server.Invites;

namespace InvitesApi.Server.Tests.Rules;

public sealed class InviteUriTests
{
    [Theory]
    [InlineData("example.com", "xmpp:example.com?register;preauth=TOKEN")]
    [InlineData("bücher.example", "xmpp:b%C3%BCcher.example?register;preauth=TOKEN")]
    public void ForAccount_Host_IsPercentEncoded(string host, string expected) =>
        Assert.Equal(expected, InviteUri.ForAccount(host, "TOKEN"));

    [Theory]
    [InlineData(InviteKind.Account, null, null, false, "xmpp:example.com?register;preauth=TOKEN")]
    [InlineData(InviteKind.Account, "juliet", null, false, "xmpp:juliet@example.com?register;preauth=TOKEN")]
    [InlineData(InviteKind.Reset, "juliet", null, false, "xmpp:juliet@example.com?register;preauth=TOKEN")]
    [InlineData(InviteKind.Contact, null, "romeo", false, "xmpp:romeo@example.com?roster;preauth=TOKEN")]
    [InlineData(InviteKind.Contact, null, "romeo", true, "xmpp:romeo@example.com?roster;preauth=TOKEN;ibr=y")]
    [InlineData(InviteKind.Contact, "juliet", "romeo", true, "xmpp:romeo@example.com?roster;preauth=TOKEN;ibr=y")]
    [InlineData(InviteKind.Account, "zoë?&;=#", null, false, "xmpp:zo%C3%AB%3F%26%3B%3D%23@example.com?register;preauth=TOKEN")]
    public void For_Terms_HasTheirWireForm(InviteKind kind, string? username, string? contact, bool registration, string expected) =>
        Assert.Equal(expected, InviteUri.For(
            new InviteTerms
            {
                VirtualHost = "example.com",
                Kind = kind,
                Username = username,
                Contact = contact,
                AllowRegistration = registration,
            },
            "TOKEN"));

    [Theory]
    [InlineData("TOKEN")]
    [InlineData("xmpp:example.com?register;preauth=TOKEN")]
    [InlineData("xmpp:romeo@example.com?roster;preauth=TOKEN;ibr=y")]
    [InlineData("http://localhost:5280/invites_page?TOKEN")]
    [InlineData("https://example.com/invites_page?TOKEN&lang=de")]
    [InlineData("https://example.com/invites_page?lang=de&TOKEN#apps")]
    [InlineData("https://example.com/invite?token=TOKEN")]
    [InlineData("https://example.com/register_web?t=TOKEN&c=conversations")]
    [InlineData("https://example.com/invite#TOKEN")]
    [InlineData("https://example.com/#/invite/TOKEN")]
    [InlineData("https://example.com/invite/TOKEN/")]
    [InlineData("https://example.com/invite/TOKEN")]
    public void TokenOf_Link_IsItsToken(string link) => Assert.Equal("TOKEN", InviteUri.TokenOf(link));
}
