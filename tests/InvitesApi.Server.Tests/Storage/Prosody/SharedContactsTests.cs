using System.Xml.Linq;
using InvitesApi.Server.Accounts;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Tests.Support;
using InvitesApi.Server.Xmpp;

namespace InvitesApi.Server.Tests.Storage;

/// <summary>Contact invites that a real Prosody and we share: two rows each.</summary>
public sealed class SharedContactsTests : IAsyncLifetime
{
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
    public async Task ContactInvite_Revoked_ApprovesNothing()
    {
        await _both.Prosody.RegisterAsync("juliet", ProsodyAndStore.Password, Cancellation);
        Invite invite = await _both.InviteAsync(FromRomeo);
        await _both.Book.RevokeAsync(invite.Token, "me", Cancellation);
        Assert.Equal(0, Rows(invite.Token));
        await _both.SubscribeAsync("juliet", invite.Token);
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
                "set", Sample.Host, new XElement(Ns.Commands + "command", new XAttribute("node", "urn:xmpp:invite#invite")), Cancellation);
            uri = DataForm.Value(answer.Element(Ns.Commands + "command")!.Element(DataForm.Name)!, "uri");
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
}
