using System.Xml.Linq;
using InvitesApi.Server.Accounts;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Storage;

/// <summary>Contact invites that a real Prosody and we share: two rows each.</summary>
public sealed class SharedContactsTests : IAsyncLifetime
{
    private static readonly XNamespace Client = "jabber:client";
    private static readonly XNamespace Pars = "urn:xmpp:pars:0";
    private static readonly XNamespace Commands = "http://jabber.org/protocol/commands";
    private static readonly XNamespace Data = "jabber:x:data";

    private ProsodyAndStore _both = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static InviteTerms FromRomeo => new() { VirtualHost = Sample.Host, Kind = InviteKind.Contact, Contact = "romeo" };

    public async ValueTask InitializeAsync() => _both = await ProsodyAndStore.StartAsync(cfg => cfg.OfHost.Add("allow_user_invites = false"));

    [Fact]
    public async Task ContactInvite_WithRegistration_MakesBothContacts()
    {
        Invite invite = await _both.InviteAsync(FromRomeo with { AllowRegistration = true });
        Assert.Equal(2, Rows(invite.Token));
        Assert.True(await _both.ShowsAsync(invite));
        Assert.Equal(AccountOutcome.Done, await _both.RegisterAsync("juliet", invite.Token));
        Assert.Equal("both", await _both.SubscriptionAsync("romeo", "juliet"));
        Assert.Equal("both", await _both.SubscriptionAsync("juliet", "romeo"));
        Assert.Equal(InviteState.Used, (await _both.SeeAsync(invite.Token)).State);
        Assert.Equal(0, Rows(invite.Token));
    }

    [Fact]
    public async Task ContactInvite_Alone_ApprovesASubscriptionAndMakesNoAccount()
    {
        await _both.Prosody.RegisterAsync("juliet", ProsodyAndStore.Password, Cancellation);
        Invite invite = await _both.InviteAsync(FromRomeo);
        Assert.Equal(AccountOutcome.InviteRefused, await _both.RegisterAsync("mercutio", invite.Token));
        await SubscribeAsync("juliet", invite.Token);
        Assert.Matches("^(from|both)$", await _both.SubscriptionAsync("romeo", "juliet"));
        Assert.Equal(InviteState.Used, (await _both.SeeAsync(invite.Token)).State);
        Assert.Equal(0, Rows(invite.Token));
    }

    [Fact]
    public async Task ContactInvite_Revoked_ApprovesNothing()
    {
        await _both.Prosody.RegisterAsync("juliet", ProsodyAndStore.Password, Cancellation);
        Invite invite = await _both.InviteAsync(FromRomeo);
        await _both.Book.RevokeAsync(invite.Token, "me", Cancellation);
        Assert.Equal(0, Rows(invite.Token));
        await SubscribeAsync("juliet", invite.Token);
        Assert.DoesNotMatch("^(from|both)$", await _both.SubscriptionAsync("romeo", "juliet"));
        await _both.Book.RestoreAsync(invite.Token, "me", Cancellation);
        Assert.Equal(2, Rows(invite.Token));
    }

    [Fact]
    public async Task ContactInvite_ByCommandOfProsody_IsFoundListedAndRevoked()
    {
        string uri;
        await using (TestClient romeo = await _both.LogInAsync("romeo"))
        {
            XElement answer = await romeo.AskAsync(
                "set", Sample.Host, new XElement(Commands + "command", new XAttribute("node", "urn:xmpp:invite#invite")), Cancellation);
            uri = answer.Descendants(Data + "field").Single(field => (string?)field.Attribute("var") == "uri").Element(Data + "value")!.Value;
        }

        Invite found = (await _both.SeeAsync(uri)).Invite;
        Assert.Equal((InviteKind.Contact, "romeo", false), (found.Kind, found.Terms.Contact, found.Terms.AllowRegistration));
        Assert.InRange(found.CreatedAt, TimeProvider.System.GetUtcNow().AddMinutes(-5), TimeProvider.System.GetUtcNow().AddMinutes(5));
        await _both.Book.RevokeAsync(uri, "me", Cancellation);
        Assert.Equal(0, Rows(found.Token));
    }

    public ValueTask DisposeAsync() => _both.DisposeAsync();

    private long Rows(string token)
    {
        using var file = new RawSqlite(_both.Prosody.DatabasePath);
        return (long)file.Scalar($"SELECT count(*) FROM prosody WHERE store = 'invite_token' AND key = '{token}'")!;
    }

    private async Task SubscribeAsync(string username, string token)
    {
        await using TestClient client = await _both.LogInAsync(username);
        await client.SendAsync(
            new XElement(
                Client + "presence",
                new XAttribute("type", "subscribe"),
                new XAttribute("to", $"romeo@{Sample.Host}"),
                new XElement(Pars + "preauth", new XAttribute("token", token))),
            Cancellation);
        await client.AskAsync("get", Sample.Host, new XElement((XNamespace)"urn:xmpp:ping" + "ping"), Cancellation); // it was dealt with
    }
}
