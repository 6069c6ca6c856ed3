using InvitesApi.Server.Accounts;
using InvitesApi.Server.Hosting;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Accounts;

public sealed class RegisterAtProsodyTests(ProsodyFixture fixture, Browser browser)
    : RegisterAtServerTests(browser), IClassFixture<ProsodyFixture>
{
    private protected override AccountsOptions Accounts => new($"xmpp://127.0.0.1:{fixture.Prosody.ClientPort}")
    {
        Options = new AccountServerOptions { TrustedAuthorities = fixture.Prosody.Authority.Certificates },
    };

    private protected override Task<bool> CanLogInAsync(string username, string password) => TestClient.CanLogInAsync(
        fixture.Prosody.ClientPort, fixture.Prosody.Authority.Certificates, username, password, Cancellation);
}
