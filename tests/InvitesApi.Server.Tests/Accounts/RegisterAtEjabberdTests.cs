using System.Text.Json;
using InvitesApi.Server.Accounts;
using InvitesApi.Server.Hosting;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Accounts;

[Collection(SharedEjabberd.Name)]
public sealed class RegisterAtEjabberdTests(Ejabberd ejabberd, Browser browser) : RegisterAtServerTests(browser)
{
    private protected override AccountsOptions Accounts => new($"ejabberd+https://localhost:{ejabberd.ApiPort}/api")
    {
        Options = new AccountServerOptions
        {
            User = Ejabberd.Admin,
            Password = Ejabberd.AdminPassword,
            TrustedAuthorities = ejabberd.Authority.Certificates,
        },
    };

    [Fact]
    public async Task Form_ResetInvite_ReplacesThePassword()
    {
        await using TestServer server = await TestServer.StartAsync(new TestServerOptions { Accounts = Accounts });
        string name = NewName();
        await ejabberd.CallAsync("register", new { user = name, host = Sample.Host, password = "the old Password 1" });
        Invite invite = await server.AddInviteAsync(
            new InviteTerms { VirtualHost = Sample.Host, Kind = InviteKind.Reset, Username = name });
        Assert.Equal("Your new password is set", await RegisterAsync(server, invite, name, Password, script: true));
        Assert.True(await CanLogInAsync(name, Password));
        Assert.False(await CanLogInAsync(name, "the old Password 1"));
    }

    [Fact]
    public async Task Form_ContactInvite_MakesTheTwoContacts()
    {
        await using TestServer server = await TestServer.StartAsync(new TestServerOptions { Accounts = Accounts });
        (string name, string contact) = (NewName(), NewName());
        await ejabberd.CallAsync("register", new { user = contact, host = Sample.Host, password = Password });
        Invite invite = await server.AddInviteAsync(
            new InviteTerms { VirtualHost = Sample.Host, Kind = InviteKind.Contact, Contact = contact, AllowRegistration = true });
        Assert.Equal("Your account is ready", await RegisterAsync(server, invite, name, Password, script: true));
        foreach ((string owner, string other) in ((string, string)[])[(name, contact), (contact, name)])
        {
            JsonElement item = Assert.Single(JsonDocument
                .Parse(await ejabberd.CallAsync("get_roster", new { user = owner, host = Sample.Host })).RootElement.EnumerateArray());
            Assert.Equal($"{other}@{Sample.Host}", item.GetProperty("jid").GetString());
            Assert.Equal("both", item.GetProperty("subscription").GetString());
        }
    }

    private protected override Task<bool> CanLogInAsync(string username, string password) =>
        TestClient.CanLogInAsync(ejabberd.ClientPort, ejabberd.Authority.Certificates, username, password, Cancellation);
}
