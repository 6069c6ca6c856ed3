using InvitesApi.Server.Accounts;
using InvitesApi.Server.Hosting;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Accounts;

/// <summary>The whole way with a Prosody whose own storage is the database, and which makes accounts by invite only.</summary>
public sealed class RegisterAtProsodyStorageTests(Browser browser) : RegisterAtServerTests(browser), IAsyncLifetime
{
    private ProsodyAndStore _both = null!;

    private protected override AccountsOptions Accounts => new($"xmpp://127.0.0.1:{_both.Prosody.ClientPort}")
    {
        Options = new AccountServerOptions { TrustedAuthorities = _both.Prosody.Authority.Certificates },
    };

    private protected override string Database => "prosody:" + _both.Prosody.DatabasePath;

    public async ValueTask InitializeAsync() => _both = await ProsodyAndStore.StartAsync();

    public ValueTask DisposeAsync() => _both.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Form_ResetInvite_ReplacesThePassword(bool script)
    {
        await using TestServer server = await StartAsync();
        Assert.True(await CanLogInAsync("romeo", ProsodyAndStore.Password));
        Invite invite = await server.AddInviteAsync(
            new InviteTerms { VirtualHost = Sample.Host, Kind = InviteKind.Reset, Username = "romeo" });
        Assert.Equal("Your new password is set", await RegisterAsync(server, invite, "romeo", "the new Password 1", script));
        Assert.True(await CanLogInAsync("romeo", "the new Password 1"));
        Assert.False(await CanLogInAsync("romeo", ProsodyAndStore.Password));
        Assert.Equal(1, (await server.FindInviteAsync(invite.Token))!.Uses);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Form_ContactInvite_MakesTheTwoContacts(bool script)
    {
        await using TestServer server = await StartAsync();
        Invite invite = await server.AddInviteAsync(
            new InviteTerms { VirtualHost = Sample.Host, Kind = InviteKind.Contact, Contact = "romeo", AllowRegistration = true });
        Assert.Equal("Your account is ready", await RegisterAsync(server, invite, "juliet", ProsodyAndStore.Password, script));
        Assert.Equal("both", await _both.SubscriptionAsync("romeo", "juliet"));
        Assert.Equal("both", await _both.SubscriptionAsync("juliet", "romeo"));
        Assert.Equal(1, (await server.FindInviteAsync(invite.Token))!.Uses);
    }

    private protected override Task<bool> CanLogInAsync(string username, string password) => _both.CanLogInAsync(username, password);
}
