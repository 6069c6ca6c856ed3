using InvitesApi.Server.Hosting;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Tests.Support;
using InvitesApi.Server.Xmpp.Components;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace InvitesApi.Server.Tests.Hosting;

public sealed class InviterQuotaTests : IDisposable
{
    private const int Most = 3;

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(Sample.Moment);
    private readonly IInviteDatabase _database;

    public InviterQuotaTests() => _database = InviteDatabase.Open(_folder["invites.db"]);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Contact_BeyondTheBound_IsRefusedUntilOneIsNoLongerPending()
    {
        ComponentInvites invites = Make();
        await FillAsync(invites);
        Assert.Equal(ComponentInviteOutcome.TooMany, await InviteAsync(invites, "romeo"));
        Assert.Equal(ComponentInviteOutcome.Created, await InviteAsync(invites, "juliet"));

        Invite one = (await _database.ListInvitesAsync(new InviteFilter { Username = "romeo", Now = Sample.Moment }, null, 1, Cancellation)).Items[0];
        await new InviteBook(_database, _time).RevokeAsync(one.Token, "me", Cancellation);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(ComponentInviteOutcome.Created, await InviteAsync(invites, "romeo"));
        Assert.Equal(ComponentInviteOutcome.TooMany, await InviteAsync(invites, "romeo"));
        _time.Advance(InviteRules.Lifetime);
        Assert.Equal(ComponentInviteOutcome.Created, await InviteAsync(invites, "romeo"));
    }

    [Fact]
    public async Task Contact_OfWhichNothingCame_DoesNotCount()
    {
        ComponentInvites invites = Make();
        var order = new AccountInviteOrder(Sample.Host, $"romeo@{Sample.Host}", Username: "juliet", Contact: "romeo");
        Assert.Equal(ComponentInviteOutcome.Created, (await invites.CreateAccountInviteAsync(order, Cancellation)).Outcome);
        for (int i = 0; i < Most; i++)
        {
            Assert.Equal(ComponentInviteOutcome.NameTaken, (await invites.CreateAccountInviteAsync(order, Cancellation)).Outcome);
        }

        Assert.Equal(ComponentInviteOutcome.Created, await InviteAsync(invites, "romeo"));
    }

    [Fact]
    public async Task Contact_AfterARestart_IsStillRefused()
    {
        await FillAsync(Make());
        Assert.Equal(ComponentInviteOutcome.TooMany, await InviteAsync(Make(), "romeo"));
    }

    [Fact]
    public async Task Contact_ByOrderOfAnAccount_CountsToo()
    {
        ComponentInvites invites = Make();
        await FillAsync(invites);
        ComponentInviteAnswer answer = await invites.CreateAccountInviteAsync(
            new AccountInviteOrder(Sample.Host, $"romeo@{Sample.Host}", Username: null, Contact: "romeo"), Cancellation);
        Assert.Equal(ComponentInviteOutcome.TooMany, answer.Outcome);
    }

    [Fact]
    public async Task Contact_InvitesOfAnAdministrator_DoNotCount()
    {
        await _database.AddInvitesAsync(
            [.. Enumerable.Repeat(new InviteTerms { VirtualHost = Sample.Host, Kind = InviteKind.Contact, Contact = "romeo" }, Most)],
            "shell/me@here",
            Sample.Moment,
            Cancellation);
        await FillAsync(Make());
    }

    private static async Task FillAsync(ComponentInvites invites)
    {
        for (int i = 0; i < Most; i++)
        {
            Assert.Equal(ComponentInviteOutcome.Created, await InviteAsync(invites, "romeo"));
        }
    }

    private static async Task<ComponentInviteOutcome> InviteAsync(ComponentInvites invites, string username) =>
        (await invites.CreateContactInviteAsync(Sample.Host, username, Cancellation)).Outcome;

    private ComponentInvites Make() => new(_database, new InviterQuota(_database, Most, _time), _time, NullLogger.Instance);
}
