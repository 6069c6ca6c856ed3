using System.Text.Json;
using InvitesApi.Server.Invites;
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

    /// <summary>The account is there, and the next server makes the contacts that this one could not.</summary>
    [Theory]
    [InlineData("/api/add_rosteritem", nameof(PausingRelay.Moment.Before))]
    [InlineData("/api/add_rosteritem", nameof(PausingRelay.Moment.Done))]
    public async Task Kill_BeforeTheContactsAreMade_LeavesThemToTheNextServer(string request, string moment)
    {
        string contact = NewName();
        await ejabberd.CallAsync("register", new { user = contact, host = Sample.Host, password = Password });
        await using var relay = new PausingRelay(ejabberd.OpenApiPort);
        string name = await KillAsync(
            relay,
            Folder["invites.db"],
            $"ejabberd+http://127.0.0.1:{relay.Port}/api",
            (request, moment),
            expected: 1,
            ejabberd.HasAccountAsync,
            new InviteTerms { VirtualHost = Sample.Host, Kind = InviteKind.Contact, Contact = contact, AllowRegistration = true });
        foreach ((string owner, string other) in ((string, string)[])[(name, contact), (contact, name)])
        {
            JsonElement item = Assert.Single(JsonDocument
                .Parse(await ejabberd.CallAsync("get_roster", new { user = owner, host = Sample.Host })).RootElement.EnumerateArray());
            Assert.Equal(($"{other}@{Sample.Host}", "both"), (item.GetProperty("jid").GetString(), item.GetProperty("subscription").GetString()));
        }
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
