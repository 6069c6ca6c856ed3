using InvitesApi.Server.Accounts;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Accounts;

[Collection(SharedEjabberd.Name)]
public sealed class InBandEjabberdTests(Ejabberd ejabberd) : InBandTests
{
    [Fact]
    public async Task Create_NewName_LogsIn()
    {
        string name = NewName();
        using IAccountServer server = Open(ejabberd.ClientPort, ejabberd.Authority);
        Assert.Equal(AccountOutcome.Done, await CreateAsync(server, Request(name, token: "a token that it can't read")));
        Assert.True(await TestClient.CanLogInAsync(ejabberd.ClientPort, ejabberd.Authority.Certificates, name, Password, Cancellation));
    }

    [Fact]
    public async Task Create_TakenName_IsTaken()
    {
        using IAccountServer server = Open(ejabberd.ClientPort, ejabberd.Authority);
        Assert.Equal(AccountOutcome.NameTaken, await CreateAsync(server, Request("admin")));
    }

    [Fact]
    public async Task Create_InvalidName_IsInvalid()
    {
        using IAccountServer server = Open(ejabberd.ClientPort, ejabberd.Authority);
        Assert.Equal(AccountOutcome.NameInvalid, await CreateAsync(server, Request("a b")));
    }

    [Fact]
    public async Task Create_WeakPassword_IsRefused()
    {
        using IAccountServer server = Open(ejabberd.ClientPort, ejabberd.Authority);
        Assert.Equal(AccountOutcome.PasswordRefused, await CreateAsync(server, Request(NewName(), "aaaa")));
    }

    [Fact]
    public async Task Create_HostThatIsNotServed_IsNotFound()
    {
        using IAccountServer server = Open(ejabberd.ClientPort, ejabberd.Authority);
        Assert.Equal(AccountOutcome.HostNotFound, await CreateAsync(server, Request(NewName(), host: Sample.OtherHost)));
    }

    [Fact]
    public async Task Create_TokenRequiredAndServerWithoutTokens_IsNotAllowedAndMakesNoAccount()
    {
        string name = NewName();
        using IAccountServer server = Open(ejabberd.ClientPort, ejabberd.Authority);
        var request = new AccountRequest
        {
            VirtualHost = Sample.Host,
            Username = name,
            Password = Password,
            InviteToken = "a token that it can't read",
            IsTokenRequired = true,
        };
        Assert.Equal(AccountOutcome.NotAllowed, await CreateAsync(server, request));
        Assert.False(await ejabberd.HasAccountAsync(name));
    }

    [Fact]
    public async Task SetPassword_ServerWithoutTokens_IsNotSupportedAndMakesNoAccount()
    {
        string name = NewName();
        using IAccountServer server = Open(ejabberd.ClientPort, ejabberd.Authority);
        AccountResult result = await server.SetPasswordAsync(Request(name, token: "a token that it can't read"), Cancellation);
        Assert.Equal(AccountOutcome.NotSupported, result.Outcome);
        Assert.Equal("1", await ejabberd.CallAsync("check_account", new { user = name, host = Sample.Host }));
    }
}
