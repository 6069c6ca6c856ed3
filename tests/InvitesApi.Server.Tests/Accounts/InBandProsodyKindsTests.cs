using InvitesApi.Server.Accounts;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Accounts;

/// <summary>Prosodies that are set up in other ways.</summary>
public sealed class InBandProsodyKindsTests : InBandTests
{
    [Fact]
    public async Task Create_InviteOnlyWithoutInvite_IsNotAllowed()
    {
        await using Prosody prosody = await Prosody.StartAsync(new ProsodyCfg { InviteOnly = true }, Cancellation);
        using IAccountServer server = Open(prosody.ClientPort, prosody.Authority);
        AccountResult result = await server.CreateAsync(Request(NewName()), Cancellation);
        Assert.Equal(AccountOutcome.NotAllowed, result.Outcome);
        Assert.Contains("invitation only", result.Detail, StringComparison.Ordinal);
        string token = await prosody.InviteAsync(Cancellation);
        Assert.Equal(AccountOutcome.Done, await CreateAsync(server, Request(NewName(), token: token)));
    }

    [Fact]
    public async Task Create_RegistrationClosed_IsNotAllowed()
    {
        var cfg = new ProsodyCfg();
        cfg.Modules.RemoveAll(module => module is "invites_register" or "register_ibr");
        await using Prosody prosody = await Prosody.StartAsync(cfg, Cancellation);
        using IAccountServer server = Open(prosody.ClientPort, prosody.Authority);
        Assert.Equal(AccountOutcome.NotAllowed, await CreateAsync(server, Request(NewName())));

        // Without XEP-0445 there is no reset, and above all no new account.
        AccountResult result = await server.SetPasswordAsync(Request(NewName(), token: "nobody-made-this-token-0"), Cancellation);
        Assert.Equal(AccountOutcome.NotSupported, result.Outcome);
    }

    [Fact]
    public async Task Create_MoreThanNameAndPasswordWanted_IsNotAllowedAndSaysWhat()
    {
        var cfg = new ProsodyCfg();
        cfg.Global.Add("additional_registration_fields = { \"email+\", \"nick\" }");
        await using Prosody prosody = await Prosody.StartAsync(cfg, Cancellation);
        using IAccountServer server = Open(prosody.ClientPort, prosody.Authority);
        AccountResult result = await server.CreateAsync(Request(NewName()), Cancellation);
        Assert.Equal(AccountOutcome.NotAllowed, result.Outcome);
        Assert.EndsWith(": email.", result.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_NoTlsOnLoopback_IsDoneInPlainText()
    {
        await using Prosody prosody = await Prosody.StartAsync(new ProsodyCfg { CertificateFor = null }, Cancellation);
        using IAccountServer server = Open(prosody.ClientPort, null);
        Assert.Equal(AccountOutcome.Done, await CreateAsync(server, Request(NewName())));
    }

    [Fact]
    public async Task Create_CertificateOfAnotherDomain_IsNotTrusted()
    {
        await using Prosody prosody = await Prosody.StartAsync(new ProsodyCfg { CertificateFor = Sample.OtherHost }, Cancellation);
        using IAccountServer server = Open(prosody.ClientPort, prosody.Authority);
        Assert.Equal(AccountOutcome.NotTrusted, await CreateAsync(server, Request(NewName())));
    }

    [Fact]
    public async Task Create_ServerStopped_IsUnreachable()
    {
        await using Prosody prosody = await Prosody.StartAsync(new ProsodyCfg(), Cancellation);
        using IAccountServer server = Open(prosody.ClientPort, prosody.Authority);
        await prosody.StopAsync();
        Assert.Equal(AccountOutcome.Unreachable, await CreateAsync(server, Request(NewName())));
        await prosody.StartAsync(Cancellation);
        Assert.Equal(AccountOutcome.Done, await CreateAsync(server, Request(NewName())));
    }
}
