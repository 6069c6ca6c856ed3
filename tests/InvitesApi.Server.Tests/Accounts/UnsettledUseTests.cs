using InvitesApi.Server.Accounts;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace InvitesApi.Server.Tests.Accounts;

/// <summary>Uses of invites that do not end at once, and what becomes of them.</summary>
public sealed class UnsettledUseTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(Sample.Moment);
    private readonly PretendedAccountServer _accounts = new();
    private readonly IInviteDatabase _database;

    public UnsettledUseTests() => _database = InviteDatabase.Open(_folder["invites.db"]);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(AccountOutcome.Unreachable)]
    [InlineData(AccountOutcome.Unanswered)]
    [InlineData(AccountOutcome.TooMany)]
    public async Task Contacts_ThatCanNotBeMadeNow_AreMadeByTheSettlerOfAnyServer(AccountOutcome outcome)
    {
        Invite invite = await InviteAsync();
        _accounts.ContactFailure = outcome;
        Assert.Equal(RegistrationVerdict.Done, await RegisterAsync(invite, _time));
        Assert.Equal((0, 1), (await SettleAsync(), await UsesAsync(invite))); // its time is not over
        _time.Advance(Registrar.Lease + TimeSpan.FromSeconds(1));
        Assert.Equal((0, 1), (await SettleAsync(), await UsesAsync(invite))); // they still can't be made
        Assert.Empty(await _database.ListEventsAsync(invite, Cancellation));

        _accounts.ContactFailure = null;
        Assert.Equal((1, 1), (await SettleAsync(), await UsesAsync(invite)));
        Assert.Equal(("juliet", "romeo"), Assert.Single(_accounts.Contacts));
        Assert.Equal(InviteAction.Used, Assert.Single(await _database.ListEventsAsync(invite, Cancellation)).Action);
    }

    [Fact]
    public async Task Contacts_ThatCanNeverBeMade_AreLeft()
    {
        Invite invite = await InviteAsync();
        _accounts.ContactFailure = AccountOutcome.AccountNotFound;
        Assert.Equal(RegistrationVerdict.Done, await RegisterAsync(invite, _time));
        Assert.Single(await _database.ListEventsAsync(invite, Cancellation));
        _time.Advance(Registrar.Lease + TimeSpan.FromSeconds(1));
        Assert.Equal(0, await SettleAsync());
    }

    [Fact]
    public async Task Register_AfterAPauseOfTheProcess_AsksForNoAccount()
    {
        Invite invite = await InviteAsync();
        Assert.Equal(RegistrationVerdict.Unavailable, await RegisterAsync(invite, new SlowTime(Sample.Moment, Registrar.Lease)));
        Assert.Empty(_accounts.Accounts);
        Assert.Equal(0, await UsesAsync(invite));
    }

    [Fact]
    public async Task Register_NameThatIsTaken_BeginsNoUse()
    {
        Invite invite = await InviteAsync();
        _accounts.Accounts["juliet"] = "another's";
        _accounts.Failure = AccountOutcome.Unanswered; // if it were asked, this use would stay open and be taken for the other's account
        Assert.Equal(RegistrationVerdict.NameTaken, await RegisterAsync(invite, _time));
        Assert.Equal(0, await UsesAsync(invite));
    }

    private async Task<Invite> InviteAsync() => Assert.Single(await _database.AddInvitesAsync(
        [
            new InviteTerms
            {
                VirtualHost = Sample.Host,
                Kind = InviteKind.Contact,
                Contact = "romeo",
                AllowRegistration = true,
                ExpiresAt = Sample.Moment.AddDays(7),
            },
        ],
        "shell/me@here",
        Sample.Moment,
        Cancellation));

    private async Task<RegistrationVerdict> RegisterAsync(Invite invite, TimeProvider time)
    {
        var registrar = new Registrar(_database, _accounts, new PasswordRules(), time, NullLogger.Instance);
        RegistrationAnswer answer = await registrar.RegisterAsync(
            new RegistrationRequest
            {
                VirtualHost = Sample.Host,
                Token = invite.Token,
                Username = "juliet",
                Password = RegisterFixture.Password,
            },
            Cancellation);
        return answer.Verdict;
    }

    private ValueTask<int> SettleAsync() => new UseSettler(_database, _accounts, _time, NullLogger.Instance).SettleAsync(Cancellation);

    private async Task<int> UsesAsync(Invite invite) => (await _database.FindInviteAsync(invite.Token, Cancellation))!.Uses;

    /// <summary>Between any two looks at the clock some time goes by.</summary>
    private sealed class SlowTime(DateTimeOffset now, TimeSpan between) : TimeProvider
    {
        private DateTimeOffset _now = now;

        public override DateTimeOffset GetUtcNow() => _now += between;
    }
}
