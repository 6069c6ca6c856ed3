using InvitesApi.Server.Accounts;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Accounts;

public sealed class InBandProsodyTests(ProsodyFixture fixture) : InBandTests, IClassFixture<ProsodyFixture>
{
    private readonly Prosody _prosody = fixture.Prosody;

    [Theory]
    [InlineData("xmpp")]
    [InlineData("xmpps")]
    public async Task Create_NewName_LogsIn(string scheme)
    {
        string name = NewName();
        using IAccountServer server = Open(scheme == "xmpp" ? _prosody.ClientPort : _prosody.DirectTlsPort, _prosody.Authority, scheme);
        Assert.Equal(AccountOutcome.Done, await CreateAsync(server, Request(name)));
        Assert.True(await CanLogInAsync(name, Password));
        Assert.False(await CanLogInAsync(name, Password + "x"));
    }

    [Theory]
    [InlineData("jürgen-с-ключом")]
    [InlineData("&amp;<![CDATA[")]
    public async Task Create_UnusualCharactersInPassword_LogsIn(string part)
    {
        string name = NewName();
        string password = $"{part} <>&'\"]]> 💡";
        using IAccountServer server = Open(_prosody.ClientPort, _prosody.Authority);
        Assert.Equal(AccountOutcome.Done, await CreateAsync(server, Request(name, password)));
        Assert.True(await CanLogInAsync(name, password));
    }

    [Fact]
    public async Task Create_TakenName_IsTakenAndKeepsItsPassword()
    {
        string name = NewName();
        using IAccountServer server = Open(_prosody.ClientPort, _prosody.Authority);
        Assert.Equal(AccountOutcome.Done, await CreateAsync(server, Request(name)));
        Assert.Equal(AccountOutcome.NameTaken, await CreateAsync(server, Request(name, "another Password 77")));
        Assert.True(await CanLogInAsync(name, Password));
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("a@b")]
    public async Task Create_InvalidName_IsInvalid(string name)
    {
        using IAccountServer server = Open(_prosody.ClientPort, _prosody.Authority);
        Assert.Equal(AccountOutcome.NameInvalid, await CreateAsync(server, Request(name)));
    }

    [Fact]
    public async Task Create_PasswordThatServerRefuses_IsRefused()
    {
        using IAccountServer server = Open(_prosody.ClientPort, _prosody.Authority);
        Assert.Equal(AccountOutcome.PasswordRefused, await CreateAsync(server, Request(NewName(), string.Empty)));
    }

    [Theory]
    [InlineData("a\u0001", Password, null, AccountOutcome.NameInvalid)]
    [InlineData("romeo", "abcdefghi\u0001", null, AccountOutcome.PasswordRefused)]
    [InlineData("romeo", Password, "\u0001", AccountOutcome.InviteRefused)]
    public async Task Create_CharacterThatXmlHasNot_IsRefused(string name, string password, string? token, AccountOutcome expected)
    {
        using IAccountServer server = Open(_prosody.ClientPort, _prosody.Authority);
        Assert.Equal(expected, await CreateAsync(server, Request(name, password, token)));
    }

    [Fact]
    public async Task Create_HostThatIsNotServed_IsNotFound()
    {
        using IAccountServer server = Open(_prosody.ClientPort, _prosody.Authority);
        Assert.Equal(AccountOutcome.HostNotFound, await CreateAsync(server, Request(NewName(), host: Sample.OtherHost)));
    }

    [Fact]
    public async Task Create_Invite_IsSpent()
    {
        string token = await _prosody.InviteAsync(Cancellation);
        string name = NewName();
        using IAccountServer server = Open(_prosody.ClientPort, _prosody.Authority);
        Assert.Equal(AccountOutcome.Done, await CreateAsync(server, Request(name, token: token)));
        Assert.True(await CanLogInAsync(name, Password));
        Assert.Equal(AccountOutcome.InviteRefused, await CreateAsync(server, Request(NewName(), token: token)));
    }

    [Fact]
    public async Task Create_InviteAndTakenName_KeepsTheInvite()
    {
        string token = await _prosody.InviteAsync(Cancellation);
        string name = NewName();
        await _prosody.RegisterAsync(name, Password, Cancellation);
        using IAccountServer server = Open(_prosody.ClientPort, _prosody.Authority);
        Assert.Equal(AccountOutcome.NameTaken, await CreateAsync(server, Request(name, token: token)));
        Assert.Equal(AccountOutcome.Done, await CreateAsync(server, Request(NewName(), token: token)));
    }

    [Fact]
    public async Task Create_UnknownInvite_IsRefused()
    {
        string name = NewName();
        using IAccountServer server = Open(_prosody.ClientPort, _prosody.Authority);
        Assert.Equal(AccountOutcome.InviteRefused, await CreateAsync(server, Request(name, token: "nobody-made-this-token-0")));
        Assert.False(await CanLogInAsync(name, Password));
    }

    [Fact]
    public async Task SetPassword_ResetInvite_ReplacesThePassword()
    {
        string name = NewName();
        await _prosody.RegisterAsync(name, "the old Password 1", Cancellation);
        string token = await _prosody.InviteAsync(Cancellation, "--reset", name);
        using IAccountServer server = Open(_prosody.ClientPort, _prosody.Authority);
        AccountResult result = await server.SetPasswordAsync(Request(name, token: token), Cancellation);
        Assert.Equal(AccountOutcome.Done, result.Outcome);
        Assert.True(await CanLogInAsync(name, Password));
        Assert.False(await CanLogInAsync(name, "the old Password 1"));
        result = await server.SetPasswordAsync(Request(name, token: token), Cancellation);
        Assert.Equal(AccountOutcome.InviteRefused, result.Outcome);
    }

    [Fact]
    public async Task SetPassword_ResetInviteOfAnother_IsTaken()
    {
        (string name, string other) = (NewName(), NewName());
        await _prosody.RegisterAsync(name, Password, Cancellation);
        await _prosody.RegisterAsync(other, Password, Cancellation);
        string token = await _prosody.InviteAsync(Cancellation, "--reset", name);
        using IAccountServer server = Open(_prosody.ClientPort, _prosody.Authority);
        AccountResult result = await server.SetPasswordAsync(Request(other, "another Password 77", token), Cancellation);
        Assert.Equal(AccountOutcome.NameTaken, result.Outcome);
        Assert.True(await CanLogInAsync(other, Password));
    }

    [Fact]
    public async Task OtherCalls_InBand_AreNotSupported()
    {
        using IAccountServer server = Open(_prosody.ClientPort, _prosody.Authority);
        Assert.Equal(
            AccountServerAbilities.Create
                | AccountServerAbilities.SetPasswordByInvite
                | AccountServerAbilities.RedeemInvite
                | AccountServerAbilities.FindSparingly,
            server.Abilities);
        AccountResult[] results =
        [
            await server.SetPasswordAsync(Request("romeo"), Cancellation),
            await server.MakeContactsAsync(Sample.Host, "romeo", "juliet", Cancellation),
        ];
        Assert.All(results, result => Assert.Equal(AccountOutcome.NotSupported, result.Outcome));
    }

    [Fact]
    public async Task Create_CertificateOfAnotherAuthority_IsNotTrusted()
    {
        using var other = new TestAuthority();
        string name = NewName();
        foreach (TestAuthority? authority in (TestAuthority?[])[other, null])
        {
            using IAccountServer server = Open(_prosody.ClientPort, authority);
            Assert.Equal(AccountOutcome.NotTrusted, await CreateAsync(server, Request(name)));
            using IAccountServer direct = Open(_prosody.DirectTlsPort, authority, "xmpps");
            Assert.Equal(AccountOutcome.NotTrusted, await CreateAsync(direct, Request(name)));
        }

        Assert.False(await CanLogInAsync(name, Password));
    }

    private Task<bool> CanLogInAsync(string username, string password) =>
        TestClient.CanLogInAsync(_prosody.ClientPort, _prosody.Authority.Certificates, username, password, Cancellation);
}
