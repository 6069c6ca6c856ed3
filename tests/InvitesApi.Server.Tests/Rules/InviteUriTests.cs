using InvitesApi.Server.Invites;

namespace InvitesApi.Server.Tests.Rules;

public class InviteUriTests
{
    [Theory]
    [InlineData("example.com", "xmpp:example.com?register;preauth=TOKEN")]
    [InlineData("bücher.example", "xmpp:b%C3%BCcher.example?register;preauth=TOKEN")]
    [InlineData("例え.テスト", "xmpp:%E4%BE%8B%E3%81%88.%E3%83%86%E3%82%B9%E3%83%88?register;preauth=TOKEN")]
    public void ForAccount_Host_IsPercentEncoded(string host, string expected) =>
        Assert.Equal(expected, InviteUri.ForAccount(host, "TOKEN"));
}
