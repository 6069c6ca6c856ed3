using System.Xml.Linq;
using InvitesApi.Server.Tests.Support;
using InvitesApi.Server.Xmpp.Components;

namespace InvitesApi.Server.Tests.Xmpp;

/// <summary>The exact forms of XEP-0030, XEP-0050, XEP-0199 and XEP-0401 0.6.0.</summary>
public partial class ComponentServiceTests
{
    private const string Component = "invites.example.com";
    private const string Commands = "http://jabber.org/protocol/commands";
    private const string Invite = "urn:xmpp:invite#invite";
    private const string CreateAccount = "urn:xmpp:invite#create-account";
    private const string User = "romeo@example.com/phone";
    private const string Admin = "admin@example.com/phone";
    private const string Stranger = "mallory@other.example/phone";

    private readonly SampleInvites _invites = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ping_IsAnswered() => Xml.Equal(
        Reply(User, "result", string.Empty), await AskAsync(User, "get", "<ping xmlns='urn:xmpp:ping'/>"));

    [Fact]
    public async Task DiscoInfo_OfTheComponent_TellsWhatItIs() => Xml.Equal(
        Reply(User, "result", """
            <query xmlns='http://jabber.org/protocol/disco#info'>
              <identity category='component' type='generic' name='Invites'/>
              <feature var='http://jabber.org/protocol/disco#info'/>
              <feature var='http://jabber.org/protocol/disco#items'/>
              <feature var='http://jabber.org/protocol/commands'/>
              <feature var='urn:xmpp:ping'/>
            </query>
            """),
        await AskAsync(User, "get", "<query xmlns='http://jabber.org/protocol/disco#info'/>"));

    [Theory]
    [InlineData(User, true, false)]
    [InlineData(Admin, true, true)]
    [InlineData(Stranger, false, false)]
    public async Task DiscoItems_OfCommands_AreThoseThatOneMayUse(string who, bool mayInvite, bool mayCreate) => Xml.Equal(
        Reply(who, "result",
            $"<query xmlns='http://jabber.org/protocol/disco#items' node='{Commands}'>"
            + (mayInvite ? $"<item jid='{Component}' node='{Invite}' name='Invite user'/>" : string.Empty)
            + (mayCreate ? $"<item jid='{Component}' node='{CreateAccount}' name='Create account'/>" : string.Empty)
            + "</query>"),
        await AskAsync(who, "get", $"<query xmlns='http://jabber.org/protocol/disco#items' node='{Commands}'/>"));

    [Fact]
    public async Task DiscoInfo_OfCommand_IsThatOfOne() => Xml.Equal(
        Reply(User, "result", $"""
            <query xmlns='http://jabber.org/protocol/disco#info' node='{Invite}'>
              <identity category='automation' type='command-node' name='Invite user'/>
              <feature var='http://jabber.org/protocol/commands'/>
              <feature var='jabber:x:data'/>
            </query>
            """),
        await AskAsync(User, "get", $"<query xmlns='http://jabber.org/protocol/disco#info' node='{Invite}'/>"));

    [Theory]
    [InlineData("info", CreateAccount)]
    [InlineData("info", "nothing")]
    [InlineData("items", "nothing")]
    public async Task Disco_OfWhatOneMayNotSee_IsNotFound(string kind, string node) => Assert.Equal(
        "item-not-found",
        Condition(await AskAsync(User, "get", $"<query xmlns='http://jabber.org/protocol/disco#{kind}' node='{node}'/>")));

    [Fact]
    public async Task Invite_ByUser_IsCompletedAtOnce()
    {
        Xml.Equal(
            Reply(User, "result", $"""
                <command xmlns='{Commands}' node='{Invite}' status='completed'>
                  <x xmlns='jabber:x:data' type='result'>
                    <field type='hidden' var='FORM_TYPE'><value>urn:xmpp:invite#invitation</value></field>
                    <field type='text-single' var='uri'><value>xmpp:romeo@example.com?roster;preauth=TOKEN</value></field>
                    <field type='text-single' var='landing-url'><value>{SampleInvites.Page}</value></field>
                    <field type='text-single' var='expire'><value>2026-12-01T12:00:00Z</value></field>
                  </x>
                </command>
                """),
            await AskAsync(User, "set", $"<command xmlns='{Commands}' node='{Invite}' action='execute'/>"));
        Assert.Equal(["romeo@example.com"], _invites.Asked);
    }

    [Theory]
    [InlineData(Stranger, Invite)]
    [InlineData("example.com", Invite)]
    [InlineData(Stranger, CreateAccount)]
    [InlineData(User, CreateAccount)]
    public async Task Command_OfWhoMayNot_IsForbiddenAndMakesNothing(string who, string node)
    {
        XElement? answer = await AskAsync(who, "set", $"<command xmlns='{Commands}' node='{node}'/>");
        Assert.Equal("forbidden", Condition(answer));
        Assert.Empty(_invites.Asked);
    }

    [Theory]
    [InlineData($"<command xmlns='{Commands}' node='nothing'/>", "item-not-found")]
    [InlineData($"<command xmlns='{Commands}'/>", "item-not-found")]
    [InlineData($"<command xmlns='{Commands}' node='{Invite}' action='next'/>", "bad-request/bad-action")]
    [InlineData($"<command xmlns='{Commands}' node='{Invite}' action='cancel'/>", "bad-request/bad-action")]
    [InlineData($"<command xmlns='{Commands}' node='{Invite}' action='jump'/>", "bad-request/malformed-action")]
    [InlineData($"<command xmlns='{Commands}' node='{Invite}' sessionid='x'/>", "bad-request/bad-sessionid")]
    [InlineData($"<command xmlns='{Commands}' node='{CreateAccount}' sessionid='x'/>", "bad-request/bad-sessionid")]
    [InlineData("<query xmlns='jabber:iq:roster'/>", "service-unavailable")]
    [InlineData("<ping xmlns='urn:xmpp:ping'/>", "service-unavailable")]
    [InlineData("", "bad-request")]
    [InlineData("<a xmlns='x'/><b xmlns='x'/>", "bad-request")]
    public async Task Set_OfWhatIsNotThere_IsAnError(string payload, string expected)
    {
        XElement? answer = await AskAsync(Admin, "set", payload);
        Assert.Equal(expected, Condition(answer));
        Assert.Equal(("error", Admin, Component, "1"), (Of("type"), Of("to"), Of("from"), Of("id")));
        string? Of(string name) => (string?)answer!.Attribute(name);
    }

    [Theory]
    [InlineData("<iq xmlns='jabber:component:accept' type='result' id='1' from='romeo@example.com' to='invites.example.com'/>")]
    [InlineData("<iq xmlns='jabber:component:accept' type='error' id='1' from='romeo@example.com' to='invites.example.com'/>")]
    [InlineData("<iq xmlns='jabber:component:accept' type='get' id='1' to='invites.example.com'><ping xmlns='urn:xmpp:ping'/></iq>")]
    [InlineData("<message xmlns='jabber:component:accept' from='romeo@example.com' to='invites.example.com'><body>hi</body></message>")]
    [InlineData("<presence xmlns='jabber:component:accept' type='subscribe' from='romeo@example.com' to='invites.example.com'/>")]
    public async Task OtherStanza_IsNotAnswered(string stanza) =>
        Assert.Null(await Service().AnswerAsync(XElement.Parse(stanza), Cancellation));

    [Fact]
    public async Task Ping_ToAnAddressAtTheComponent_IsNotOurs()
    {
        XElement iq = XElement.Parse(
            $"<iq xmlns='jabber:component:accept' type='get' id='1' from='{User}' to='a@{Component}'><ping xmlns='urn:xmpp:ping'/></iq>");
        Assert.Equal("service-unavailable", Condition(await Service().AnswerAsync(iq, Cancellation)));
    }

    [Fact]
    public async Task Invite_OfAHostThatComesAndGoes_IsMadeWhileItIsThere()
    {
        string[] hosts = [Sample.Host];
        ComponentService service = Service(() => hosts);
        string ask = $"<command xmlns='{Commands}' node='{Invite}'/>";
        Assert.Equal("forbidden", Condition(await AskAsync(service, "romeo@other.example", "set", ask)));
        hosts = [Sample.Host, Sample.OtherHost];
        Assert.Equal("result", (string?)(await AskAsync(service, "romeo@other.example", "set", ask))!.Attribute("type"));
        hosts = [Sample.Host];
        Assert.Equal("forbidden", Condition(await AskAsync(service, "romeo@other.example", "set", ask)));
    }

    [Fact]
    public async Task Invite_RulesRefuse_IsTheirError() => Assert.Equal("policy-violation", Condition(
        await AskAsync("toomany@example.com", "set", $"<command xmlns='{Commands}' node='{Invite}'/>")));

    private ComponentService Service(Func<IReadOnlyList<string>>? hosts = null) => new(
        Component,
        new ComponentOptions
        {
            Server = "xmpp://127.0.0.1",
            Name = Component,
            Secret = "secret",
            VirtualHosts = hosts ?? (() => [Sample.Host]),
            MayCreateAccounts = ["admin@example.com"],
        },
        _invites);

    private Task<XElement?> AskAsync(string from, string type, string payload) => AskAsync(Service(), from, type, payload);

    private static Task<XElement?> AskAsync(ComponentService service, string from, string type, string payload) => service.AnswerAsync(
        XElement.Parse($"<iq xmlns='jabber:component:accept' type='{type}' id='1' from='{from}' to='{Component}'>{payload}</iq>"),
        Cancellation);

    private static string Reply(string to, string type, string payload) =>
        $"<iq xmlns='jabber:component:accept' type='{type}' id='1' from='{Component}' to='{to}'>{payload}</iq>";

    private static string Submit(string session, string fields) =>
        $"<command xmlns='{Commands}' node='{CreateAccount}' sessionid='{session}'>"
        + $"<x xmlns='jabber:x:data' type='submit'>{fields}</x></command>";

    private static string Session(XElement? answer) => (string?)answer!.Elements().Single().Attribute("sessionid") ?? string.Empty;

    private static string Condition(XElement? answer)
    {
        XElement error = answer!.Elements().Single(element => element.Name.LocalName == "error");
        return string.Join('/', error.Elements().Select(element => element.Name.LocalName).Where(name => name != "text"));
    }
}
