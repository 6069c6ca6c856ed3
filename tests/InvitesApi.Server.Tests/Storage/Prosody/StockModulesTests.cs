using System.Xml.Linq;
using InvitesApi.Server.Accounts;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Tests.Support;
using InvitesApi.Server.Xmpp;
using InvitesApi.Server.Xmpp.Connections;
using Microsoft.Extensions.Logging.Abstractions;

namespace InvitesApi.Server.Tests.Storage;

/// <summary>
/// What a client does with invites by the modules that come with Prosody, stanza by stanza: our invites are honoured there, and those that users make
/// there are honoured here.
/// </summary>
public sealed class StockModulesTests : IAsyncLifetime
{
    private static readonly XNamespace LegacyFeature = "urn:xmpp:invite";

    private ProsodyAndStore _both = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _both = await ProsodyAndStore.StartAsync(cfg =>
    {
        cfg.OfHost.Add("allow_user_invites = true");
        cfg.OfHost.Add($"admins = {{ \"romeo@{Sample.Host}\" }}");
    });

    public ValueTask DisposeAsync() => _both.DisposeAsync();

    /// <summary>XEP-0445: the feature, the token, the registration; a token that is unknown or used is refused.</summary>
    [Fact]
    public async Task Preauth_OfOurInvite_RegistersOnce()
    {
        Invite invite = await _both.InviteAsync();
        await using (XmppStream stream = await ConnectAsync())
        {
            Assert.NotNull(stream.Features.Element(Ns.RegisterByToken + "register"));
            Assert.NotNull(stream.Features.Element(LegacyFeature + "register"));
            Assert.Equal("error", TypeOf(await stream.AskAsync(Preauth("nobody-made-this-token-0"), Cancellation)));
            Assert.Equal("error", TypeOf(await stream.AskAsync(Registration("juliet"), Cancellation))); // not without a token
            Assert.Equal("result", TypeOf(await stream.AskAsync(Preauth(invite.Token), Cancellation)));
            Assert.Equal("result", TypeOf(await stream.AskAsync(Registration("juliet"), Cancellation)));
        }

        Assert.True(await _both.CanLogInAsync("juliet"));
        Assert.Equal(InviteState.Used, (await _both.SeeAsync(invite.Token)).State);
        await using XmppStream second = await ConnectAsync();
        Assert.Equal("error", TypeOf(await second.AskAsync(Preauth(invite.Token), Cancellation)));
    }

    /// <summary>XEP-0379: a subscription with the token is approved, one with the same token after it is not.</summary>
    [Fact]
    public async Task PreauthInASubscription_OfOurInvite_IsApprovedOnce()
    {
        await _both.Prosody.RegisterAsync("juliet", ProsodyAndStore.Password, Cancellation);
        await _both.Prosody.RegisterAsync("mallory", ProsodyAndStore.Password, Cancellation);
        Invite invite = await _both.InviteAsync(new InviteTerms { VirtualHost = Sample.Host, Kind = InviteKind.Contact, Contact = "romeo" });
        Assert.Equal(AccountOutcome.InviteRefused, await _both.RegisterAsync("mercutio", invite.Token));
        await _both.SubscribeAsync("juliet", invite.Token);
        Assert.Equal("from", await _both.SubscriptionAsync("romeo", "juliet"));
        Assert.Equal(InviteState.Used, (await _both.SeeAsync(invite.Token)).State);
        await _both.SubscribeAsync("mallory", invite.Token);
        Assert.DoesNotMatch("^(from|both)$", await _both.SubscriptionAsync("romeo", "mallory"));
    }

    /// <summary>
    /// XEP-0379 §4: Prosody approves the invitee and asks in turn, and the invitee's client approves that. The inviter is online, as Prosody tells an
    /// invitee nothing of the approval where only that one is: <c>is_contact_subscribed</c> of its rostermanager.lua believes the invitee's roster then.
    /// </summary>
    [Fact]
    public async Task PreauthInASubscription_BetweenClientsThatAreOnline_MakesEachAContactOfTheOther()
    {
        await _both.Prosody.RegisterAsync("juliet", ProsodyAndStore.Password, Cancellation);
        Invite invite = await _both.InviteAsync(new InviteTerms { VirtualHost = Sample.Host, Kind = InviteKind.Contact, Contact = "romeo" });
        await using (await _both.LogInAsync("romeo"))
        await using (TestClient juliet = await _both.LogInAsync("juliet"))
        {
            await juliet.SendAsync(new XElement(Ns.Client + "presence"), Cancellation);
            await juliet.SendAsync(ProsodyAndStore.Subscription("subscribe", invite.Token), Cancellation);
            await juliet.ReceiveAsync(
                stanza => stanza.Name.LocalName == "presence" && TypeOf(stanza) == "subscribe"
                    && (string?)stanza.Attribute("from") == $"romeo@{Sample.Host}",
                Cancellation);
            await juliet.SendAsync(ProsodyAndStore.Subscription("subscribed"), Cancellation);
            await juliet.AskAsync("get", Sample.Host, new XElement(Ns.Ping + "ping"), Cancellation); // it was dealt with
        }

        Assert.Equal("both", await _both.SubscriptionAsync("romeo", "juliet"));
        Assert.Equal("both", await _both.SubscriptionAsync("juliet", "romeo"));
        Assert.Equal(InviteState.Used, (await _both.SeeAsync(invite.Token)).State);
    }

    /// <summary>XEP-0401 §4.1 by XEP-0050: the invite is ours to list, and our page makes the account with it.</summary>
    [Fact]
    public async Task CommandInvite_OfAUser_MakesAnAccountAndContactsHere()
    {
        string uri = await CommandAsync("romeo", "urn:xmpp:invite#invite");
        Assert.StartsWith($"xmpp:romeo@{Sample.Host}?roster;preauth=", uri, StringComparison.Ordinal);
        Invite invite = (await _both.SeeAsync(uri)).Invite;
        Assert.Equal((InviteKind.Contact, "romeo", true), (invite.Kind, invite.Terms.Contact, invite.Terms.AllowRegistration));
        Assert.Equal(RegistrationVerdict.Done, await RegisterHereAsync("juliet", invite));
        Assert.Equal("both", await _both.SubscriptionAsync("romeo", "juliet"));
        Assert.Equal("both", await _both.SubscriptionAsync("juliet", "romeo"));
        Assert.Equal(InviteState.Used, (await _both.SeeAsync(uri)).State);
        Assert.Equal(AccountOutcome.InviteRefused, await _both.RegisterAsync("mercutio", invite.Token));
    }

    /// <summary>XEP-0401 §4.3 by XEP-0050, for administrators only.</summary>
    [Fact]
    public async Task CommandCreateAccount_OfAnAdministrator_MakesAnAccountHere()
    {
        string uri = await CommandAsync("romeo", "urn:xmpp:invite#create-account");
        Invite invite = (await _both.SeeAsync(uri)).Invite;
        Assert.Equal((InviteKind.Account, $"romeo@{Sample.Host}"), (invite.Kind, invite.Source!.Split('/')[0]));
        Assert.Equal(RegistrationVerdict.Done, await RegisterHereAsync("juliet", invite));
        Assert.True(await _both.CanLogInAsync("juliet"));
        await using TestClient juliet = await _both.LogInAsync("juliet");
        XElement refused = await juliet.AskAsync("set", Sample.Host, Command("urn:xmpp:invite#create-account"), Cancellation);
        Assert.Equal("error", TypeOf(refused));
    }

    private static XElement Preauth(string token) =>
        Iq.Request("set", Sample.Host, new XElement(Ns.Preauth + "preauth", new XAttribute("token", token)));

    private static XElement Registration(string username) => Iq.Request("set", Sample.Host, new XElement(
        Ns.Register + "query",
        new XElement(Ns.Register + "username", username),
        new XElement(Ns.Register + "password", ProsodyAndStore.Password)));

    private static XElement Command(string node) =>
        new(Ns.Commands + "command", new XAttribute("node", node), new XAttribute("action", "execute"));

    private static string? TypeOf(XElement answer) => (string?)answer.Attribute("type");

    private Task<XmppStream> ConnectAsync() => new XmppConnector(
            new XmppServerAddress("127.0.0.1", _both.Prosody.ClientPort, DirectTls: false),
            new XmppTargets([]),
            _both.Prosody.Authority.Certificates,
            TimeProvider.System)
        .ConnectAsync(Sample.Host, Cancellation);

    private async Task<string> CommandAsync(string username, string node)
    {
        await using TestClient client = await _both.LogInAsync(username);
        XElement answer = await client.AskAsync("set", Sample.Host, Command(node), Cancellation);
        return DataForm.Value(answer.Element(Ns.Commands + "command")!.Element(DataForm.Name)!, "uri");
    }

    private async Task<RegistrationVerdict> RegisterHereAsync(string username, Invite invite)
    {
        var registrar = new Registrar(_both.Database, _both.Accounts, new PasswordRules(), TimeProvider.System, NullLogger.Instance);
        RegistrationAnswer answer = await registrar.RegisterAsync(
            new RegistrationRequest
            {
                VirtualHost = Sample.Host,
                Token = invite.Token,
                Username = username,
                Password = ProsodyAndStore.Password,
            },
            Cancellation);
        return answer.Verdict;
    }
}
