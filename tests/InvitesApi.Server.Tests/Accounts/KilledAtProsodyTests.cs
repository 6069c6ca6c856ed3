using InvitesApi.Server.Tests.Support;

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

    private async Task KillAsync(string database, (string Request, string Moment) step, int accounts)
    {
        await using var relay = new PausingRelay(_prosody.ClientPort);
        await KillAsync(
            relay, database, $"xmpp://127.0.0.1:{relay.Port}", step, accounts, name => Task.FromResult(_prosody.HasAccount(name)));
    }
}
