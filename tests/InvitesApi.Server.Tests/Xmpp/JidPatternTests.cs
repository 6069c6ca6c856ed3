using InvitesApi.Server.Faults;
using InvitesApi.Server.Xmpp.Components;

namespace InvitesApi.Server.Tests.Xmpp;

public class JidPatternTests
{
    [Theory]
    [InlineData("romeo@example.com", "romeo@example.com", true)]
    [InlineData("Romeo@Example.COM", "romeo@example.com/phone", true)]
    [InlineData("romeo@example.com", "romeo2@example.com", false)]
    [InlineData("romeo@example.com", "romeo@other.example", false)]
    [InlineData("*@example.com", "juliet@example.com", true)]
    [InlineData("example.com", "juliet@example.com", true)]
    [InlineData("example.com", "juliet@sub.example.com", false)]
    [InlineData("example.com", "juliet@notexample.com", false)]
    [InlineData("example.com", "example.com", false)]
    [InlineData("*.example.com", "juliet@sub.example.com", true)]
    [InlineData("*.example.com", "juliet@example.com", false)]
    [InlineData("admin-*@*", "admin-7@anywhere.example", true)]
    [InlineData("admin-*@*", "an-admin-7@anywhere.example", false)]
    [InlineData("a\\*@example.com", "a\\b@example.com", true)]
    public void Matches_Address_IsJudged(string pattern, string address, bool expected)
    {
        Assert.True(Jid.TryParse(address, out Jid? jid));
        Assert.Equal(expected, JidPattern.Parse(pattern).Matches(jid));
    }

    [Theory]
    [InlineData("")]
    [InlineData("@example.com")]
    [InlineData("romeo@")]
    [InlineData("a b@example.com")]
    [InlineData("a?@example.com")]
    [InlineData("romeo@exa mple.com")]
    [InlineData("romeo@example.com/phone")]
    [InlineData("a@b@example.com")]
    public void Parse_NoPattern_Throws(string pattern) => Assert.Equal(
        InviteFault.ComponentOptionInvalid, Assert.Throws<InviteException>(() => JidPattern.Parse(pattern)).Fault);

    [Theory]
    [InlineData("romeo@example.com/a@b/c", "romeo", "example.com", "a@b/c")]
    [InlineData("EXAMPLE.com", "", "example.com", "")]
    [InlineData("Jürgen@München.example", "jürgen", "münchen.example", "")]
    public void TryParse_Address_HasItsParts(string text, string local, string domain, string resource)
    {
        Assert.True(Jid.TryParse(text, out Jid? jid));
        Assert.Equal((local, domain, resource), (jid.Local, jid.Domain, jid.Resource));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("@example.com")]
    [InlineData("romeo@")]
    [InlineData("/phone")]
    [InlineData("ro meo@example.com")]
    public void TryParse_NoAddress_IsRefused(string? text) => Assert.False(Jid.TryParse(text, out _));
}
