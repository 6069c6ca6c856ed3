using System.Xml.Linq;
using InvitesApi.Server.Hosting;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Tests.Support;
using InvitesApi.Server.Xmpp;

namespace InvitesApi.Server.Tests.Xmpp;

/// <summary>The component of a server, at a real Prosody: its invites are in the database, and the server has their pages.</summary>
public sealed class ComponentOfServerTests(ProsodyWithComponent fixture) : IClassFixture<ProsodyWithComponent>, IAsyncLifetime
{
    private const string Password = "correct Horse 4 battery_staple";
    private const string CreateAccount = "urn:xmpp:invite#create-account";

    private readonly Prosody _prosody = fixture.Prosody;
    private TestServer _server = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await TestServer.StartAsync(new TestServerOptions
    {
        Component = new InviteComponentOptions
        {
            Server = $"xmpp://127.0.0.1:{_prosody.ComponentPort}",
            Name = Ejabberd.Component,
            Secret = ProsodyWithComponent.Secret,
            MayCreateAccounts = ["admin*@example.com"],
            MostInvites = 2,
        },
    });

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Invite_OfAUser_IsAContactInviteWithAPage()
    {
        await using TestClient romeo = await LogInAsync("romeo-of-server");
        XElement form = Form(await romeo.AskAsync("set", Ejabberd.Component, Command("urn:xmpp:invite#invite"), Cancellation));
        Invite invite = await FindAsync(form);
        Assert.Equal((InviteKind.Contact, "romeo-of-server"), (invite.Kind, invite.Terms.Contact));
        Assert.Equal("component/romeo-of-server@example.com", invite.Source);
        Assert.Equal(invite.Uri, DataForm.Value(form, "uri"));
        Assert.InRange(invite.ExpiresAt!.Value - invite.CreatedAt, InviteRules.Lifetime - TimeSpan.FromMinutes(1), InviteRules.Lifetime);
    }

    [Fact]
    public async Task Invite_BeyondWhatAUserMayHave_IsAgainstThePolicy()
    {
        await using TestClient mercutio = await LogInAsync("mercutio-of-server");
        await FindAsync(Form(await mercutio.AskAsync("set", Ejabberd.Component, Command("urn:xmpp:invite#invite"), Cancellation)));
        await FindAsync(Form(await mercutio.AskAsync("set", Ejabberd.Component, Command("urn:xmpp:invite#invite"), Cancellation)));
        XElement refused = await mercutio.AskAsync("set", Ejabberd.Component, Command("urn:xmpp:invite#invite"), Cancellation);
        Assert.Equal(("wait", "policy-violation"), (StanzaError.Of(refused).Type, StanzaError.Of(refused).Condition));
    }

    [Fact]
    public async Task CreateAccount_NameThatIsReserved_IsRefused()
    {
        await using TestClient admin = await LogInAsync("admin-of-server");
        Invite invite = await FindAsync(Form(await CreateAsync(admin, "juliet")));
        Assert.Equal((InviteKind.Account, "juliet"), (invite.Kind, invite.Terms.Username));
        XElement refused = await CreateAsync(admin, "juliet");
        Assert.DoesNotContain("preauth", refused.ToString(), StringComparison.Ordinal);
    }

    private async Task<Invite> FindAsync(XElement form)
    {
        string page = DataForm.Value(form, "landing-url")!;
        Assert.StartsWith($"http://localhost:{_server.Port}/invites_page?", page, StringComparison.Ordinal);
        Invite? invite = await _server.FindInviteAsync(page.Split('?')[1]);
        Assert.NotNull(invite);
        return invite;
    }

    private static async Task<XElement> CreateAsync(TestClient client, string username)
    {
        XElement form = (await client.AskAsync("set", Ejabberd.Component, Command(CreateAccount), Cancellation)).Element(Ns.Commands + "command")!;
        XElement filled = Command(CreateAccount, DataForm.Make("submit", DataForm.Field(null, "username", username)));
        filled.SetAttributeValue("sessionid", (string?)form.Attribute("sessionid"));
        return await client.AskAsync("set", Ejabberd.Component, filled, Cancellation);
    }

    private async Task<TestClient> LogInAsync(string username)
    {
        await _prosody.RegisterAsync(username, Password, Cancellation);
        return await TestClient.LogInAsync(_prosody.ClientPort, _prosody.Authority.Certificates, username, Password, Cancellation);
    }

    private static XElement Command(string node, XElement? form = null) =>
        new(Ns.Commands + "command", new XAttribute("node", node), new XAttribute("action", "execute"), form);

    private static XElement Form(XElement answer) => answer.Element(Ns.Commands + "command")!.Element(DataForm.Name)!;
}
