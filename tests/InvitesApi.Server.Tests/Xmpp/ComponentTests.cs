using System.Xml.Linq;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Tests.Support;
using InvitesApi.Server.Xmpp;
using InvitesApi.Server.Xmpp.Components;

namespace InvitesApi.Server.Tests.Xmpp;

/// <summary>The component at a real server, asked by real clients that are logged in. Each server has a class of its own below.</summary>
public abstract class ComponentTests
{
    protected const string Name = Ejabberd.Component;
    protected const string Password = "correct Horse 4 battery_staple";

    private const string Invite = "urn:xmpp:invite#invite";
    private const string CreateAccount = "urn:xmpp:invite#create-account";

    private readonly SampleInvites _invites = new();

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Invite_AtTheServer_IsMadeForWhoeverAsks()
    {
        await using Component component = await StartAsync();
        await using TestClient romeo = await LogInAsync("romeo");
        XElement items = await romeo.AskAsync(
            "get", Name, new XElement(Ns.DiscoItems + "query", new XAttribute("node", Ns.Commands.NamespaceName)), Cancellation);
        Assert.Equal([Invite], items.Descendants(Ns.DiscoItems + "item").Select(item => (string?)item.Attribute("node")));
        XElement answer = await romeo.AskAsync("set", Name, Command(Invite), Cancellation);
        Assert.Equal("xmpp:romeo@example.com?roster;preauth=TOKEN", DataForm.Value(Form(answer), "uri"));
        Assert.Equal(["romeo@example.com"], _invites.Asked);
    }

    [Fact]
    public async Task CreateAccount_AtTheServer_IsMadeInTwoSteps()
    {
        await using Component component = await StartAsync();
        await using TestClient admin = await LogInAsync("admin");
        XElement form = (await admin.AskAsync("set", Name, Command(CreateAccount), Cancellation)).Element(Ns.Commands + "command")!;
        XElement filled = Command(CreateAccount, DataForm.Make("submit", DataForm.Field(null, "username", "juliet")));
        filled.SetAttributeValue("sessionid", (string?)form.Attribute("sessionid"));
        XElement answer = await admin.AskAsync("set", Name, filled, Cancellation);
        Assert.Equal("xmpp:juliet@example.com?register;preauth=TOKEN", DataForm.Value(Form(answer), "uri"));
    }

    [Fact]
    public async Task CreateAccount_ByUserWhoMayNot_IsForbidden()
    {
        await using Component component = await StartAsync();
        await using TestClient romeo = await LogInAsync("romeo");
        XElement answer = await romeo.AskAsync("set", Name, Command(CreateAccount), Cancellation);
        Assert.Equal("forbidden", StanzaError.Of(answer).Condition);
        Assert.Empty(_invites.Asked);
        XElement pong = await romeo.AskAsync("get", Name, new XElement(Ns.Ping + "ping"), Cancellation);
        Assert.Equal("result", (string?)pong.Attribute("type"));
        Assert.Equal("service-unavailable", StanzaError.Of(
            await romeo.AskAsync("get", Name, new XElement(Ns.Register + "query"), Cancellation)).Condition);
    }

    [Fact]
    public async Task Start_WrongSecretOrName_IsRefused()
    {
        InviteException fault = await Assert.ThrowsAsync<InviteException>(() => StartAsync(secret: "another"));
        Assert.Equal((InviteFault.ComponentRefused, Name), (fault.Fault, (string?)fault.Target));
        Assert.DoesNotContain("another", fault.ToString(), StringComparison.Ordinal);
        fault = await Assert.ThrowsAsync<InviteException>(() => StartAsync(name: "unknown.example.com"));
        Assert.Equal(InviteFault.ComponentRefused, fault.Fault);
    }

    [Fact]
    public async Task Server_Restarted_HasTheComponentAgain()
    {
        await using Component component = await StartAsync();
        Assert.True(component.IsConnected);
        await StopServerAsync();
        await StartServerAsync();
        await component.WhenConnectedAsync(Cancellation);
        await using TestClient romeo = await LogInAsync("romeo");
        XElement answer = await romeo.AskAsync("set", Name, Command(Invite), Cancellation);
        Assert.Equal("result", (string?)answer.Attribute("type"));
    }

    [Fact]
    public async Task Start_ServerDown_ConnectsWhenItIsUp()
    {
        await StopServerAsync();
        await using Component component = await StartAsync();
        Assert.False(component.IsConnected);
        await StartServerAsync();
        await component.WhenConnectedAsync(Cancellation);
    }

    /// <summary>The port for components.</summary>
    protected abstract int Port { get; }

    /// <summary>The secret of <see cref="Name"/>.</summary>
    protected abstract string Secret { get; }

    protected abstract Task StartServerAsync();

    protected abstract Task StopServerAsync();

    private protected abstract Task<TestClient> LogInAsync(string username);

    private Task<Component> StartAsync(string? secret = null, string name = Name) => Component.StartAsync(
        new ComponentOptions
        {
            Server = $"xmpp://127.0.0.1:{Port}",
            Name = name,
            Secret = secret ?? Secret,
            VirtualHosts = () => [Sample.Host],
            MayCreateAccounts = [Ejabberd.Admin],
        },
        _invites,
        Cancellation);

    private static XElement Command(string node, XElement? form = null) =>
        new(Ns.Commands + "command", new XAttribute("node", node), new XAttribute("action", "execute"), form);

    private static XElement Form(XElement answer)
    {
        XElement command = answer.Element(Ns.Commands + "command")!;
        Assert.Equal("completed", (string?)command.Attribute("status"));
        return command.Element(DataForm.Name)!;
    }
}
