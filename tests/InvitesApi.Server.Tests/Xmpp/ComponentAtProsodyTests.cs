using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Xmpp;

public sealed class ComponentAtProsodyTests(ProsodyWithComponent server) : ComponentTests, IClassFixture<ProsodyWithComponent>
{
    protected override int Port => server.Prosody.ComponentPort;

    protected override string Secret => ProsodyWithComponent.Secret;

    protected override Task StartServerAsync() => server.Prosody.StartAsync(Cancellation);

    protected override Task StopServerAsync() => server.Prosody.StopAsync();

    private protected override async Task<TestClient> LogInAsync(string username)
    {
        await server.Prosody.RegisterAsync(username, Password, Cancellation);
        return await TestClient.LogInAsync(
            server.Prosody.ClientPort, server.Prosody.Authority.Certificates, username, Password, Cancellation);
    }
}
