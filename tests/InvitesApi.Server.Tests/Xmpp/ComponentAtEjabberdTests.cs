using InvitesApi.Server.Accounts;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Xmpp;

[Collection(SharedEjabberd.Name)]
public sealed class ComponentAtEjabberdTests(Ejabberd ejabberd) : ComponentTests
{
    protected override int Port => ejabberd.ComponentPort;

    protected override string Secret => Ejabberd.Secret;

    protected override Task StartServerAsync() => ejabberd.StartAsync(Cancellation);

    protected override Task StopServerAsync() => ejabberd.StopAsync();

    private protected override async Task<TestClient> LogInAsync(string username)
    {
        string password = username == "admin" ? Ejabberd.AdminPassword : Password;
        using IAccountServer server = AccountServer.Open(
            $"ejabberd+http://127.0.0.1:{ejabberd.OpenApiPort}/api", new AccountServerOptions());
        await server.CreateAsync(new() { VirtualHost = Sample.Host, Username = username, Password = password }, Cancellation);
        return await TestClient.LogInAsync(
            ejabberd.ClientPort, ejabberd.Authority.Certificates, username, password, Cancellation);
    }
}
