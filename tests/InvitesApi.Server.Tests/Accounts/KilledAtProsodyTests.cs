using InvitesApi.Server.Accounts;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace InvitesApi.Server.Tests.Accounts;

/// <summary>Killed while Prosody makes the account, with a database of ours and with Prosody's own storage.</summary>
public sealed class KilledAtProsodyTests(PlainProsody fixture) : KilledAtServerTests, IClassFixture<PlainProsody>
{
    private readonly Prosody _prosody = fixture.Prosody;

    [Theory]
    [InlineData("jabber:iq:register", nameof(PausingRelay.Moment.Before), 0)]
    [InlineData(RegisterFixture.Password, nameof(PausingRelay.Moment.Before), 0)]
    [InlineData(RegisterFixture.Password, nameof(PausingRelay.Moment.Done), 1)]
    [InlineData(RegisterFixture.Password, nameof(PausingRelay.Moment.Answered), 1)]
    [InlineData("", AfterTheAnswer, 1)]
    public Task Kill_AtAnyStep_LeavesAsManyUsesAsAccounts(string request, string moment, int accounts) =>
        KillAsync(Folder["invites.db"], (request, moment), accounts);

    [Theory]
    [InlineData("<preauth", nameof(PausingRelay.Moment.Before), 0)]
    [InlineData("<preauth", nameof(PausingRelay.Moment.Done), 0)]
    [InlineData(RegisterFixture.Password, nameof(PausingRelay.Moment.Before), 0)]
    [InlineData(RegisterFixture.Password, nameof(PausingRelay.Moment.Done), 1)]
    [InlineData(RegisterFixture.Password, nameof(PausingRelay.Moment.Answered), 1)]
    [InlineData("", AfterTheAnswer, 1)]
    public Task Kill_AtAnyStepOnItsOwnStorage_LeavesAsManyUsesAsAccounts(string request, string moment, int accounts) =>
        KillAsync("prosody:" + _prosody.DatabasePath, (request, moment), accounts);

    /// <summary>An invite that Prosody has used is used, one that it hasn't is good once more.</summary>
    [Theory]
    [InlineData("<preauth", nameof(PausingRelay.Moment.Before), false)]
    [InlineData(RegisterFixture.Password, nameof(PausingRelay.Moment.Before), false)]
    [InlineData(RegisterFixture.Password, nameof(PausingRelay.Moment.Done), true)]
    [InlineData(RegisterFixture.Password, nameof(PausingRelay.Moment.Answered), true)]
    public async Task Kill_WhileAPasswordIsSetOnItsOwnStorage_LeavesAsManyUsesAsPasswords(string request, string moment, bool isSet)
    {
        string name = NewName();
        await _prosody.RegisterAsync(name, "the password before", Cancellation);
        object before = StoredKey(name);
        string database = "prosody:" + _prosody.DatabasePath;
        await using var relay = new PausingRelay(_prosody.ClientPort);
        using IInviteDatabase shell = InviteDatabase.Open(database);
        Invite invite = Assert.Single(await shell.AddInvitesAsync(
            [new InviteTerms { VirtualHost = Sample.Host, Kind = InviteKind.Reset, Username = name }],
            "shell/test",
            TimeProvider.System.GetUtcNow(),
            Cancellation));
        await KillAsync(relay, database, $"xmpp://127.0.0.1:{relay.Port}", (request, moment), invite, name);
        Assert.Equal(isSet, !Equals(before, StoredKey(name)));

        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow() + Registrar.Lease + TimeSpan.FromMinutes(1));
        using IAccountServer accounts = AccountServer.Open($"xmpp://127.0.0.1:{relay.Port}", new AccountServerOptions());
        await new UseSettler(shell, accounts, time, NullLogger.Instance).SettleAsync(Cancellation);
        Assert.Equal(isSet ? 1 : 0, (await shell.FindInviteAsync(invite.Token, Cancellation))!.Uses);
        var registrar = new Registrar(shell, accounts, new PasswordRules(), time, NullLogger.Instance);
        RegistrationAnswer again = await registrar.RegisterAsync(
            new RegistrationRequest { VirtualHost = Sample.Host, Token = invite.Token, Username = name, Password = Password }, Cancellation);
        Assert.Equal(isSet ? RegistrationVerdict.InviteGone : RegistrationVerdict.Done, again.Verdict);
        Assert.NotEqual(before, StoredKey(name));
    }

    private object StoredKey(string username)
    {
        using var file = new RawSqlite(_prosody.DatabasePath);
        return file.Scalar($"SELECT value FROM prosody WHERE store = 'accounts' AND user = '{username}' AND key = 'stored_key'")!;
    }

    private async Task KillAsync(string database, (string Request, string Moment) step, int accounts)
    {
        await using var relay = new PausingRelay(_prosody.ClientPort);
        await KillAsync(
            relay, database, $"xmpp://127.0.0.1:{relay.Port}", step, accounts, name => Task.FromResult(_prosody.HasAccount(name)));
    }
}
