using InvitesApi.Server.Accounts;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace InvitesApi.Server.Tests.Accounts;

/// <summary>How uses that were left open are settled: round by round, each host on its own, and no question twice.</summary>
public sealed class SettlerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(Sample.Moment);
    private readonly PretendedAccountServer _accounts = new();
    private readonly RecordingLogger _log = new();
    private readonly IInviteDatabase _database;
    private readonly UseSettler _settler;

    public SettlerTests()
    {
        _database = InviteDatabase.Open(_folder["invites.db"]);
        _settler = new UseSettler(_database, _accounts, _time, _log);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Settle_UserStoreThatFailsForAMoment_GivesNothingBack()
    {
        InviteUse use = await LeaveOpenAsync();
        _accounts.Accounts["juliet"] = string.Empty;
        _accounts.FindFailure = AccountOutcome.NameFree; // what ejabberd and Prosody say where their user store fails
        Assert.Equal((0, 1), (await SettleAsync(), await UsesAsync(use)));
        _accounts.FindFailure = null;
        Assert.Equal((1, 1), (await SettleAsync(), await UsesAsync(use)));
    }

    [Fact]
    public async Task Settle_NoAccountInTwoRounds_GivesTheUseBack()
    {
        InviteUse use = await LeaveOpenAsync();
        Assert.Equal((0, 1), (await SettleAsync(), await UsesAsync(use)));
        _accounts.FindFailure = AccountOutcome.Unreachable; // says nothing either way
        Assert.Equal((0, 1), (await SettleAsync(), await UsesAsync(use)));
        _accounts.FindFailure = null;
        Assert.Equal((1, 0), (await SettleAsync(), await UsesAsync(use)));
    }

    [Fact]
    public async Task Settle_ContactsThatWait_AsksForTheAccountOnce()
    {
        InviteUse use = await LeaveOpenAsync(terms: new InviteTerms
        {
            VirtualHost = Sample.Host,
            Kind = InviteKind.Contact,
            Contact = "romeo",
            AllowRegistration = true,
        });
        _accounts.Accounts["juliet"] = string.Empty;
        _accounts.ContactFailure = AccountOutcome.Unanswered;
        await SettleAsync();
        await SettleAsync();
        Assert.Equal((0, 1), (await SettleAsync(), _accounts.Finds));
        string told = Assert.Single(_log.Lines); // in the first round, and not again
        Assert.Contains("stay open", told, StringComparison.Ordinal);
        _accounts.ContactFailure = null;
        Assert.Equal((1, 1, 1), (await SettleAsync(), _accounts.Finds, await UsesAsync(use)));
    }

    [Fact]
    public async Task Settle_AccountWithGroupsThatItWasNotGiven_SaysSoOnce()
    {
        await LeaveOpenAsync(terms: new InviteTerms
        {
            VirtualHost = Sample.Host,
            Kind = InviteKind.Contact,
            Contact = "romeo",
            AllowRegistration = true,
            Groups = ["class"],
        });
        await SettleAsync();
        Assert.Empty(_log.Lines); // whether there is an account is not known yet
        _accounts.Accounts["juliet"] = string.Empty;
        _accounts.ContactFailure = AccountOutcome.Unanswered;
        await SettleAsync();
        _accounts.ContactFailure = null;
        Assert.Equal(1, await SettleAsync());
        Assert.Contains("groups and roles", Assert.Single(_log.Lines, line => !line.Contains("stay open", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settle_SameReasonAfterItWasOver_IsToldAgain()
    {
        await LeaveOpenAsync();
        foreach (AccountOutcome outcome in (AccountOutcome[])
            [AccountOutcome.Unreachable, AccountOutcome.Unreachable, AccountOutcome.NotTrusted, AccountOutcome.Unreachable])
        {
            _accounts.FindFailure = outcome;
            Assert.Equal(0, await SettleAsync());
        }

        Assert.Equal(3, _log.Lines.Count);
    }

    [Fact]
    public async Task Settle_HostWhoseServerIsSilent_HoldsUpNoOther()
    {
        InviteUse stuck = await LeaveOpenAsync();
        InviteUse other = await LeaveOpenAsync("nurse", new InviteTerms { VirtualHost = Sample.OtherHost });
        _accounts.Accounts["juliet"] = _accounts.Accounts["nurse"] = string.Empty;
        var silent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _accounts.BeforeFind = (host, cancellation) =>
        {
            if (host == Sample.OtherHost)
            {
                return Task.CompletedTask;
            }

            silent.SetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
        };
        Task<int> round = SettleAsync();
        await silent.Task;
        while ((await _database.ListEventsAsync(other.Invite, Cancellation)).Count == 0)
        {
            await Task.Yield(); // the other host's is settled at the same time
        }

        _time.Advance(TimeSpan.FromMinutes(1)); // by when a round is over, whoever is silent
        Assert.Equal((1, 1, 1), (await round, await UsesAsync(stuck), await UsesAsync(other)));
        Assert.Single(await _database.ListEventsAsync(other.Invite, Cancellation));
        Assert.Empty(await _database.ListEventsAsync(stuck.Invite, Cancellation));
        Assert.Contains(_log.Lines, line => line.Contains(Sample.Host, StringComparison.Ordinal));

        _accounts.BeforeFind = null;
        Assert.Equal(1, await SettleAsync());
    }

    [Fact]
    public async Task Settle_HostThatCanNotBeReached_IsAskedOnceInARoundAndForAnotherInTheNext()
    {
        await LeaveOpenAsync();
        await LeaveOpenAsync("nurse");
        _accounts.Accounts["nurse"] = string.Empty;
        _accounts.FindFailure = AccountOutcome.Unreachable;
        await SettleAsync();
        Assert.Equal(1, _accounts.Finds);
        _accounts.FindFailure = null;
        _accounts.BeforeFind = (_, _) =>
        {
            _accounts.FindFailure = _accounts.Finds == 2 ? null : AccountOutcome.Unreachable;
            return Task.CompletedTask;
        };
        Assert.Equal(1, await SettleAsync()); // the nurse's came first
    }

    [Fact]
    public async Task Settle_UseThatThisProcessCarriesOut_IsLeftAlone()
    {
        var registrar = new Registrar(_database, _accounts, new PasswordRules(), _time, _log);
        var settler = new UseSettler(_database, _accounts, _time, _log) { Uses = registrar.Uses };
        Invite invite = await InviteAsync();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _accounts.BeforeChange = _ =>
        {
            asked.SetResult();
            return released.Task;
        };
        Task<RegistrationAnswer> registering = RegisterAsync(registrar, invite);
        await asked.Task;
        _time.Advance(Registrar.Lease * 2);
        await settler.SettleAsync(Cancellation);
        await settler.SettleAsync(Cancellation);
        Assert.Equal(1, (await _database.FindInviteAsync(invite.Token, Cancellation))!.Uses);
        released.SetResult();
        Assert.Equal(RegistrationVerdict.Done, (await registering).Verdict);
        Assert.Single(await _database.ListEventsAsync(invite, Cancellation));
    }

    [Fact]
    public async Task Register_DoneAfterAnotherHasSettledIt_SaysWhatIsTrue()
    {
        Invite invite = await InviteAsync();
        _accounts.BeforeChange = async cancellation =>
        {
            _time.Advance(Registrar.Lease + TimeSpan.FromSeconds(1));
            await _settler.SettleAsync(cancellation); // as of another process: it knows of no use in flight
            await _settler.SettleAsync(cancellation);
        };
        var registrar = new Registrar(_database, _accounts, new PasswordRules(), _time, _log);
        Assert.Equal(RegistrationVerdict.Done, (await RegisterAsync(registrar, invite)).Verdict);
        string told = Assert.Single(_log.Lines);
        Assert.Contains("had been settled before", told, StringComparison.Ordinal);
    }

    private Task<int> SettleAsync() => _settler.SettleAsync(Cancellation).AsTask();

    private async Task<int> UsesAsync(InviteUse use) => (await _database.FindInviteAsync(use.Invite.Token, Cancellation))!.Uses;

    private async Task<Invite> InviteAsync(InviteTerms? terms = null) => Assert.Single(await _database.AddInvitesAsync(
        [terms ?? new InviteTerms { VirtualHost = Sample.Host }], "shell/me@here", Sample.Moment, Cancellation));

    // As a process leaves it that has died, whose time is over.
    private async Task<InviteUse> LeaveOpenAsync(string username = "juliet", InviteTerms? terms = null)
    {
        Invite invite = await InviteAsync(terms);
        DateTimeOffset now = _time.GetUtcNow() - Registrar.Lease;
        return (await _database.BeginUseAsync(invite.Token, username, now, now.AddSeconds(1), Cancellation)).Use!;
    }

    private static Task<RegistrationAnswer> RegisterAsync(Registrar registrar, Invite invite) => registrar.RegisterAsync(
        new RegistrationRequest
        {
            VirtualHost = Sample.Host,
            Token = invite.Token,
            Username = "juliet",
            Password = RegisterFixture.Password,
        },
        Cancellation).AsTask();
}
