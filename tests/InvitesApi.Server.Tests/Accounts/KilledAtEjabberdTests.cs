using System.Text.Json;
using InvitesApi.Server.Accounts;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

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

    /// <summary>Whether the new password is set or not, the invite is good once more: to set it again does no harm.</summary>
    [Theory]
    [InlineData(nameof(PausingRelay.Moment.Before), false)]
    [InlineData(nameof(PausingRelay.Moment.Done), true)]
    [InlineData(nameof(PausingRelay.Moment.Answered), true)]
    public async Task Kill_WhileAPasswordIsSet_GivesTheInviteBack(string moment, bool isSet)
    {
        string name = NewName();
        await ejabberd.CallAsync("register", new { user = name, host = Sample.Host, password = "the password before" });
        await using var relay = new PausingRelay(ejabberd.OpenApiPort);
        string location = $"ejabberd+http://127.0.0.1:{relay.Port}/api";
        using IInviteDatabase shell = InviteDatabase.Open(Folder["invites.db"]);
        Invite invite = Assert.Single(await shell.AddInvitesAsync(
            [new InviteTerms { VirtualHost = Sample.Host, Kind = InviteKind.Reset, Username = name }],
            "shell/test",
            TimeProvider.System.GetUtcNow(),
            Cancellation));
        await KillAsync(relay, Folder["invites.db"], location, ("/api/change_password", moment), invite, name);
        Assert.Equal(isSet, await HasPasswordAsync(RegisterFixture.Password));

        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow() + Registrar.Lease + TimeSpan.FromMinutes(1));
        using IAccountServer accounts = AccountServer.Open(location, new AccountServerOptions());
        await new UseSettler(shell, accounts, time, NullLogger.Instance).SettleAsync(Cancellation);
        var registrar = new Registrar(shell, accounts, new PasswordRules(), time, NullLogger.Instance);
        var request = new RegistrationRequest { VirtualHost = Sample.Host, Token = invite.Token, Username = name, Password = Password };
        Assert.Equal(RegistrationVerdict.Done, (await registrar.RegisterAsync(request, Cancellation)).Verdict);
        Assert.True(await HasPasswordAsync(Password));
        Assert.Equal(RegistrationVerdict.InviteGone, (await registrar.RegisterAsync(request, Cancellation)).Verdict);

        async Task<bool> HasPasswordAsync(string password) =>
            await ejabberd.CallAsync("check_password", new { user = name, host = Sample.Host, password }) == "0";
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
