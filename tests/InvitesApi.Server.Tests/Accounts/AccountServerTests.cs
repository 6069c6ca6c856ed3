using InvitesApi.Server.Accounts;
using InvitesApi.Server.Faults;

namespace InvitesApi.Server.Tests.Accounts;

public class AccountServerTests
{
    private static readonly AccountServerOptions Plain = new();

    [Theory]
    [InlineData("xmpp://127.0.0.1:5222", "xmpp://127.0.0.1:5222")]
    [InlineData("xmpp://[::1]:5222", "xmpp://[::1]:5222")]
    [InlineData("xmpps://Chat.Example.com:5223/", "xmpps://chat.example.com:5223")]
    [InlineData("xmpp://example.com", "xmpp://example.com")]
    [InlineData("example.com", "xmpp://example.com")]
    [InlineData("ejabberd+http://127.0.0.1:5280/api", "ejabberd+http://127.0.0.1:5280/api")]
    [InlineData("ejabberd+http://localhost:5280/api/", "ejabberd+http://localhost:5280/api")]
    [InlineData("ejabberd+https://example.com/api", "ejabberd+https://example.com/api")]
    public void Open_Location_IsShownWithoutMore(string location, string expected)
    {
        using IAccountServer server = AccountServer.Open(location, Plain);
        Assert.Equal(expected, server.Location);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("http://example.com/api")]
    [InlineData("xmpp:")]
    [InlineData("xmpp:romeo@example.com")]
    [InlineData("xmpp://example.com/path")]
    [InlineData("xmpp://example.com:5222?q")]
    [InlineData("xmpp://example.com:0")]
    [InlineData("xmpp://example.com:99999")]
    [InlineData("ejabberd+https://example.com/api?key=1")]
    [InlineData("ejabberd+http://example.com:5280/api")]
    [InlineData("ejabberd+http://192.0.2.1:5280/api")]
    public void Open_OtherLocation_IsRefused(string location) =>
        Assert.Equal(InviteFault.AccountServerInvalid, Assert.Throws<InviteException>(() => AccountServer.Open(location, Plain)).Fault);

    [Theory]
    [InlineData("xmpp://user:hunter2@example.com")]
    [InlineData("ejabberd+https://user:hunter2@example.com/api")]
    public void Open_PasswordInLocation_IsRefusedAndNotRepeated(string location)
    {
        InviteException fault = Assert.Throws<InviteException>(() => AccountServer.Open(location, Plain));
        Assert.Equal(InviteFault.AccountServerInvalid, fault.Fault);
        Assert.DoesNotContain("hunter2", fault.ToString(), StringComparison.Ordinal);
        Assert.Null(fault.Target);
    }

    [Fact]
    public void Open_PlainTextToAnotherMachineIfAllowed_IsOpened()
    {
        using IAccountServer server = AccountServer.Open(
            "ejabberd+http://ejabberd:5280/api", new AccountServerOptions { AllowPlainText = true });
        Assert.Equal("ejabberd+http://ejabberd:5280/api", server.Location);
    }

    [Theory]
    [InlineData("xmpp://example.com", "token", null, null)]
    [InlineData("ejabberd+https://example.com/api", "token", "user", "password")]
    [InlineData("ejabberd+https://example.com/api", null, "user", null)]
    [InlineData("ejabberd+https://example.com/api", null, null, "password")]
    public void Open_CredentialsThatDoNotGoTogether_AreRefused(string location, string? token, string? user, string? password)
    {
        var options = new AccountServerOptions { Token = token, User = user, Password = password };
        Assert.Equal(InviteFault.AccountServerInvalid, Assert.Throws<InviteException>(() => AccountServer.Open(location, options)).Fault);
    }
}
