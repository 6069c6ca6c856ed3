using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Accounts;

/// <summary>Killed while ejabberd's API makes the account.</summary>
[Collection(SharedEjabberd.Name)]
public sealed class KilledAtEjabberdTests(Ejabberd ejabberd) : KilledAtServerTests
{
    [Theory]
    [InlineData("/api/check_account", nameof(PausingRelay.Moment.Before), 0)]
    [InlineData("/api/check_account", nameof(PausingRelay.Moment.Done), 0)]
    [InlineData("/api/register", nameof(PausingRelay.Moment.Before), 0)]
    [InlineData("/api/register", nameof(PausingRelay.Moment.Done), 1)]
    [InlineData("/api/register", nameof(PausingRelay.Moment.Answered), 1)]
    [InlineData("", AfterTheAnswer, 1)]
    public async Task Kill_AtAnyStep_LeavesAsManyUsesAsAccounts(string request, string moment, int accounts)
    {
        await using var relay = new PausingRelay(ejabberd.OpenApiPort);
        await KillAsync(
            relay, Folder["invites.db"], $"ejabberd+http://127.0.0.1:{relay.Port}/api", (request, moment), accounts, ejabberd.HasAccountAsync);
    }

    /// <summary>The same by registration in band, where a login that is given up tells whether the account is there.</summary>
    [Theory]
    [InlineData("jabber:iq:register", nameof(PausingRelay.Moment.Before), 0)]
    [InlineData(RegisterFixture.Password, nameof(PausingRelay.Moment.Before), 0)]
    [InlineData(RegisterFixture.Password, nameof(PausingRelay.Moment.Done), 1)]
    [InlineData(RegisterFixture.Password, nameof(PausingRelay.Moment.Answered), 1)]
    [InlineData("", AfterTheAnswer, 1)]
    public async Task Kill_InBandAtAnyStep_LeavesAsManyUsesAsAccounts(string request, string moment, int accounts)
    {
        await using var relay = new PausingRelay(ejabberd.PlainClientPort);
        await KillAsync(
            relay, Folder["invites.db"], $"xmpp://127.0.0.1:{relay.Port}", (request, moment), accounts, ejabberd.HasAccountAsync);
    }
}
