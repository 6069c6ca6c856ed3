using System.Text.Json;
using InvitesApi.Server.Accounts;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Accounts;

[Collection(SharedEjabberd.Name)]
public sealed class EjabberdAccountServerTests(Ejabberd ejabberd) : InBandTests
{
    [Fact]
    public async Task Create_NewName_IsFoundAndLogsIn()
    {
        string name = NewName();
        using IAccountServer server = OpenApi();
        Assert.Equal(AccountOutcome.NameFree, (await server.FindAsync(Sample.Host, name, Cancellation)).Outcome);
        Assert.Equal(AccountOutcome.Done, await CreateAsync(server, Request(name)));
        Assert.Equal(AccountOutcome.NameTaken, (await server.FindAsync(Sample.Host, name, Cancellation)).Outcome);
        Assert.True(await CanLogInAsync(name, Password));
        Assert.Equal(AccountOutcome.NameTaken, await CreateAsync(server, Request(name, "another Password 77")));
        Assert.True(await CanLogInAsync(name, Password));
    }

    [Theory]
    [InlineData("password @", Password, Sample.Host, AccountOutcome.NameInvalid)]
    [InlineData("nobody", "", Sample.Host, AccountOutcome.PasswordRefused)]
    [InlineData("password", Password, Sample.OtherHost, AccountOutcome.HostNotFound)]
    public async Task Create_RefusedByServer_TellsWhy(string name, string password, string host, AccountOutcome expected)
    {
        using IAccountServer server = OpenApi();
        Assert.Equal(expected, await CreateAsync(server, Request(name, password, host: host)));
    }

    [Fact]
    public async Task SetPassword_Account_HasTheNewOne()
    {
        string name = NewName();
        using IAccountServer server = OpenApi();
        Assert.Equal(AccountOutcome.Done, await CreateAsync(server, Request(name, "the old Password 1")));
        Assert.Equal(AccountOutcome.Done, (await server.SetPasswordAsync(Request(name), Cancellation)).Outcome);
        Assert.True(await CanLogInAsync(name, Password));
        Assert.False(await CanLogInAsync(name, "the old Password 1"));
    }

    [Fact]
    public async Task SetPassword_NoSuchAccount_IsNotFound()
    {
        using IAccountServer server = OpenApi();
        Assert.Equal(AccountOutcome.AccountNotFound, (await server.SetPasswordAsync(Request(NewName()), Cancellation)).Outcome);
    }

    [Fact]
    public async Task MakeContacts_TwoAccounts_AreInEachOthersRoster()
    {
        (string one, string other) = (NewName(), NewName());
        using IAccountServer server = OpenApi();
        await CreateAsync(server, Request(one));
        await CreateAsync(server, Request(other));
        Assert.Equal(AccountOutcome.Done, (await server.MakeContactsAsync(Sample.Host, one, other, Cancellation)).Outcome);
        Assert.Equal(AccountOutcome.Done, (await server.MakeContactsAsync(Sample.Host, one, other, Cancellation)).Outcome);
        Assert.Equal($"{other}@{Sample.Host} both", await RosterAsync(one));
        Assert.Equal($"{one}@{Sample.Host} both", await RosterAsync(other));
    }

    [Fact]
    public async Task MakeContacts_NoSuchAccount_IsNotFoundAndWritesNothing()
    {
        string name = NewName();
        using IAccountServer server = OpenApi();
        await CreateAsync(server, Request(name));
        Assert.Equal(AccountOutcome.AccountNotFound, (await server.MakeContactsAsync(Sample.Host, name, NewName(), Cancellation)).Outcome);
        Assert.Equal(AccountOutcome.AccountNotFound, (await server.MakeContactsAsync(Sample.Host, NewName(), name, Cancellation)).Outcome);
        Assert.Equal(string.Empty, await RosterAsync(name));
    }

    [Theory]
    [InlineData(Ejabberd.AdminPassword, AccountOutcome.NameTaken)]
    [InlineData("another", AccountOutcome.NotAllowed)]
    [InlineData(null, AccountOutcome.NotAllowed)]
    public async Task Find_OverTlsByPassword_IsLetInIfRight(string? password, AccountOutcome expected)
    {
        using IAccountServer server = OpenClosedApi(
            new()
            {
                User = password is null ? null : Ejabberd.Admin,
                Password = password,
                TrustedAuthorities = ejabberd.Authority.Certificates,
            });
        Assert.Equal(expected, (await server.FindAsync(Sample.Host, "admin", Cancellation)).Outcome);
    }

    [Fact]
    public async Task Find_OverTlsByToken_IsLetInIfRight()
    {
        string answer = await ejabberd.CallAsync("oauth_issue_token", new { jid = Ejabberd.Admin, ttl = 600, scopes = "ejabberd:admin" });
        string token = JsonDocument.Parse(answer).RootElement.GetProperty("token").GetString()!;
        foreach ((string presented, AccountOutcome expected) in
            ((string, AccountOutcome)[])[(token, AccountOutcome.NameTaken), ("another", AccountOutcome.NotAllowed)])
        {
            using IAccountServer server = OpenClosedApi(
                new() { Token = presented, TrustedAuthorities = ejabberd.Authority.Certificates });
            Assert.Equal(expected, (await server.FindAsync(Sample.Host, "admin", Cancellation)).Outcome);
        }
    }

    [Fact]
    public async Task Create_CertificateNotTrusted_IsNotTrusted()
    {
        using IAccountServer server = OpenClosedApi(new() { User = Ejabberd.Admin, Password = Ejabberd.AdminPassword });
        Assert.Equal(AccountOutcome.NotTrusted, await CreateAsync(server, Request(NewName())));
    }

    [Fact]
    public async Task Create_NobodyListens_IsUnreachable()
    {
        using IAccountServer server = AccountServer.Open(
            $"ejabberd+http://127.0.0.1:{FreePorts.Take(1)[0]}/api", new AccountServerOptions());
        Assert.Equal(AccountOutcome.Unreachable, await CreateAsync(server, Request(NewName())));
    }

    [Fact]
    public async Task Create_Silence_IsUnanswered()
    {
        using var hostile = new HostileServer(string.Empty);
        using IAccountServer server = AccountServer.Open(
            $"ejabberd+http://127.0.0.1:{hostile.Port}/api", new AccountServerOptions { TimeOut = TimeSpan.FromSeconds(1) });
        Assert.Equal(AccountOutcome.Unanswered, await CreateAsync(server, Request(NewName())));
    }

    [Fact]
    public async Task Create_AnotherPath_IsNotSupported()
    {
        using IAccountServer server = AccountServer.Open(
            $"ejabberd+http://127.0.0.1:{ejabberd.OpenApiPort}/other", new AccountServerOptions());
        Assert.Equal(AccountOutcome.NotSupported, await CreateAsync(server, Request(NewName())));
    }

    private IAccountServer OpenApi() =>
        AccountServer.Open($"ejabberd+http://127.0.0.1:{ejabberd.OpenApiPort}/api", new AccountServerOptions());

    private IAccountServer OpenClosedApi(AccountServerOptions options) =>
        AccountServer.Open($"ejabberd+https://localhost:{ejabberd.ApiPort}/api", options);

    private async Task<string> RosterAsync(string name)
    {
        string roster = await ejabberd.CallAsync("get_roster", new { user = name, host = Sample.Host });
        return string.Join(", ", JsonDocument.Parse(roster).RootElement.EnumerateArray().Select(
            item => $"{item.GetProperty("jid").GetString()} {item.GetProperty("subscription").GetString()}"));
    }

    private Task<bool> CanLogInAsync(string username, string password) =>
        TestClient.CanLogInAsync(ejabberd.ClientPort, ejabberd.Authority.Certificates, username, password, Cancellation);
}
