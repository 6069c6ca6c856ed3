using InvitesApi.Server.Accounts;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace InvitesApi.Server.Tests.Accounts;

/// <summary>New passwords of which nobody knows whether they were set.</summary>
public sealed class ResetUseTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(Sample.Moment);
    private readonly PretendedAccountServer _accounts = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(AccountOutcome.Unanswered, RegistrationVerdict.PasswordUnknown, 1)]
    [InlineData(AccountOutcome.Unreachable, RegistrationVerdict.Unavailable, 0)]
    [InlineData(AccountOutcome.AccountNotFound, RegistrationVerdict.AccountNotFound, 0)]
    public async Task Reset_AnswerThatIsLost_StaysOpenUntilItsTimeIsOver(AccountOutcome outcome, RegistrationVerdict verdict, int uses)
    {
        using IInviteDatabase database = InviteDatabase.Open(_folder["invites.db"]);
        Invite invite = await InviteAsync(database);
        _accounts.Failure = outcome;
        Assert.Equal(verdict, await ResetAsync(database, invite));
        Assert.Equal(uses, await UsesAsync(database, invite));

        // At such a server nobody can find it out, and the holder may set it once more.
        _accounts.Failure = null;
        await SettleAsync(database);
        Assert.Equal(0, await UsesAsync(database, invite));
        Assert.Equal(RegistrationVerdict.Done, await ResetAsync(database, invite));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task Reset_AnswerThatIsLostOnProsodysStorage_IsFoundOutByItsToken(bool isSet, int uses)
    {
        string file = _folder["prosody.sqlite"];
        ProsodyStorage.Make(file);
        using IInviteDatabase database = InviteDatabase.Open("prosody:" + file);
        Invite invite = await InviteAsync(database);
        _accounts.Failure = AccountOutcome.Unanswered;
        Assert.Equal(RegistrationVerdict.PasswordUnknown, await ResetAsync(database, invite));
        if (isSet)
        {
            using var prosody = new RawSqlite(file);
            prosody.Run("""DELETE FROM "prosody" WHERE "store" = 'invite_token' AND "user" = ''""");
        }

        await SettleAsync(database);
        Assert.Equal(uses, await UsesAsync(database, invite));
    }

    private static async Task<Invite> InviteAsync(IInviteDatabase database) => Assert.Single(await database.AddInvitesAsync(
        [new InviteTerms { VirtualHost = Sample.Host, Kind = InviteKind.Reset, Username = "juliet", ExpiresAt = Sample.Moment.AddDays(1) }],
        "shell/me@here",
        Sample.Moment,
        Cancellation));

    private static async Task<int> UsesAsync(IInviteDatabase database, Invite invite) =>
        (await database.FindInviteAsync(invite.Token, Cancellation))!.Uses;

    private async Task SettleAsync(IInviteDatabase database)
    {
        _time.Advance(Registrar.Lease + TimeSpan.FromSeconds(1));
        await new UseSettler(database, _accounts, _time, NullLogger.Instance).SettleAsync(Cancellation);
    }

    private async Task<RegistrationVerdict> ResetAsync(IInviteDatabase database, Invite invite)
    {
        _accounts.Accounts["juliet"] = "the old one";
        var registrar = new Registrar(database, _accounts, new PasswordRules(), _time, NullLogger.Instance);
        var request = new RegistrationRequest
        {
            VirtualHost = Sample.Host,
            Token = invite.Token,
            Username = string.Empty,
            Password = RegisterFixture.Password,
        };
        return (await registrar.RegisterAsync(request, Cancellation)).Verdict;
    }
}
