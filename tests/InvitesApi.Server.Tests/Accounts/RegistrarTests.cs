using InvitesApi.Server.Accounts;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace InvitesApi.Server.Tests.Accounts;

public sealed class RegistrarTests : IDisposable
{
    private const string GoodPassword = "correct horse battery";

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(Sample.Moment);
    private readonly PretendedAccountServer _accounts = new();
    private readonly IInviteDatabase _database;
    private readonly Registrar _registrar;

    public RegistrarTests()
    {
        _database = InviteDatabase.Open(_folder["invites.db"]);
        _registrar = new Registrar(_database, _accounts, new PasswordRules(), _time, NullLogger.Instance);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static InviteTerms Terms => new() { VirtualHost = Sample.Host, ExpiresAt = Sample.Moment.AddDays(7) };

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Register_GoodInvite_MakesTheAccountAndSpendsTheInvite()
    {
        Invite invite = await InviteAsync(Terms);
        RegistrationAnswer answer = await RegisterAsync(invite, "Juliet");
        Assert.Equal((RegistrationVerdict.Done, "juliet"), (answer.Verdict, answer.Username));
        Assert.Equal(GoodPassword, _accounts.Accounts["juliet"]);
        Assert.Equal(RegistrationVerdict.InviteGone, (await RegisterAsync(invite, "romeo")).Verdict);
        InviteEvent used = Assert.Single(await _database.ListEventsAsync(invite, Cancellation));
        Assert.Equal((InviteAction.Used, "juliet", Registrar.Actor), (used.Action, used.Username, used.Actor));
    }

    [Fact]
    public async Task Register_TwoHundredAtOnce_MakesOneAccount()
    {
        Invite invite = await InviteAsync(Terms);
        RegistrationAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(
            i => Task.Run(() => RegisterAsync(invite, $"user{i}"))));
        Assert.Single(answers, answer => answer.Verdict == RegistrationVerdict.Done);
        Assert.Single(_accounts.Accounts);
    }

    [Theory]
    [InlineData("", GoodPassword, RegistrationVerdict.NameInvalid)]
    [InlineData("a b", GoodPassword, RegistrationVerdict.NameInvalid)]
    [InlineData("taken", GoodPassword, RegistrationVerdict.NameTaken)]
    [InlineData("TAKEN", GoodPassword, RegistrationVerdict.NameTaken)]
    [InlineData("reserved", GoodPassword, RegistrationVerdict.NameTaken)]
    [InlineData("juliet", "", RegistrationVerdict.PasswordRefused)]
    [InlineData("juliet", "short", RegistrationVerdict.PasswordRefused)]
    [InlineData("juliet", "juliet@example.com", RegistrationVerdict.PasswordRefused)]
    public async Task Register_WhatMayNotBe_SaysWhyAndLeavesTheInvite(string username, string password, RegistrationVerdict verdict)
    {
        _accounts.Accounts["taken"] = string.Empty;
        await InviteAsync(Terms with { Username = "reserved" });
        Invite invite = await InviteAsync(Terms);
        Assert.Equal(verdict, (await RegisterAsync(invite, username, password)).Verdict);
        Assert.Equal(0, (await FindAsync(invite)).Uses);
        Assert.Equal(RegistrationVerdict.Done, (await RegisterAsync(invite, "juliet")).Verdict);
    }

    [Fact]
    public async Task Register_PresetName_IsTheOnlyOne()
    {
        Invite invite = await InviteAsync(Terms with { Username = "juliet" });
        Assert.Equal(RegistrationVerdict.OtherName, (await RegisterAsync(invite, "mallory")).Verdict);
        Assert.Equal(RegistrationVerdict.Done, (await RegisterAsync(invite, "juliet")).Verdict);
    }

    [Fact]
    public async Task Register_Reset_SetsThePasswordOfItsAccount()
    {
        _accounts.Accounts["juliet"] = "old";
        Invite invite = await InviteAsync(Terms with { Kind = InviteKind.Reset, Username = "juliet" });
        Assert.Equal(RegistrationVerdict.Done, (await RegisterAsync(invite, "mallory")).Verdict);
        Assert.Equal(GoodPassword, _accounts.Accounts["juliet"]);
        Assert.False(_accounts.Accounts.ContainsKey("mallory"));
    }

    [Fact]
    public async Task Register_ContactInvite_MakesTheTwoContacts()
    {
        Invite invite = await InviteAsync(Terms with { Kind = InviteKind.Contact, Contact = "romeo", AllowRegistration = true });
        Assert.Equal(RegistrationVerdict.Done, (await RegisterAsync(invite, "juliet")).Verdict);
        Assert.Equal(("juliet", "romeo"), Assert.Single(_accounts.Contacts));
        Invite plain = await InviteAsync(Terms with { Kind = InviteKind.Contact, Contact = "romeo" });
        Assert.Equal(RegistrationVerdict.MakesNoAccount, (await RegisterAsync(plain, "mercutio")).Verdict);
    }

    [Fact]
    public async Task Register_AtAnotherHost_FindsNoInvite() => Assert.Equal(
        RegistrationVerdict.InviteGone,
        (await _registrar.RegisterAsync(Request(await InviteAsync(Terms), "juliet", GoodPassword, Sample.OtherHost), Cancellation)).Verdict);

    [Theory]
    [InlineData(AccountOutcome.Unreachable, RegistrationVerdict.Unavailable)]
    [InlineData(AccountOutcome.ServerFailed, RegistrationVerdict.Unavailable)]
    [InlineData(AccountOutcome.TooMany, RegistrationVerdict.Unavailable)]
    [InlineData(AccountOutcome.NotAllowed, RegistrationVerdict.NotAllowed)]
    [InlineData(AccountOutcome.PasswordRefused, RegistrationVerdict.PasswordRefused)]
    [InlineData(AccountOutcome.NameInvalid, RegistrationVerdict.NameInvalid)]
    public async Task Register_ServerThatRefuses_GivesTheUseBack(AccountOutcome outcome, RegistrationVerdict verdict)
    {
        Invite invite = await InviteAsync(Terms);
        _accounts.Failure = outcome;
        Assert.Equal(verdict, (await RegisterAsync(invite, "juliet")).Verdict);
        Assert.Equal(0, (await FindAsync(invite)).Uses);
    }

    [Theory]
    [InlineData(true, null, 1, 1)]
    [InlineData(false, null, 0, 1)]
    [InlineData(false, AccountOutcome.Unreachable, 1, 0)]
    [InlineData(false, AccountOutcome.NotSupported, 1, 1)]
    public async Task Register_ServerThatGoesSilent_IsSettledByWhetherTheAccountIsThere(
        bool made, AccountOutcome? find, int uses, int settled)
    {
        Invite invite = await InviteAsync(Terms);
        _accounts.Failure = AccountOutcome.Unanswered;
        _accounts.MakesItAllTheSame = made;
        Assert.Equal(RegistrationVerdict.Unknown, (await RegisterAsync(invite, "juliet")).Verdict);
        var settler = new UseSettler(_database, _accounts, _time, NullLogger.Instance);
        Assert.Equal(0, await settler.SettleAsync(Cancellation));
        Assert.Equal(1, (await FindAsync(invite)).Uses);

        _accounts.FindFailure = find;
        _time.Advance(Registrar.Lease + TimeSpan.FromSeconds(1));
        int first = await settler.SettleAsync(Cancellation);
        Assert.Equal(1, (await FindAsync(invite)).Uses); // that no account is there is not believed at once
        Assert.Equal(settled, first + await settler.SettleAsync(Cancellation));
        Assert.Equal(uses, (await FindAsync(invite)).Uses);
    }

    [Fact]
    public async Task Register_RolesThatTheServerCannotGive_AreToldToTheLog()
    {
        var log = new RecordingLogger();
        var registrar = new Registrar(_database, _accounts, new PasswordRules(), _time, log);
        Invite plain = await InviteAsync(Terms);
        await registrar.RegisterAsync(Request(plain, "romeo", GoodPassword), Cancellation);
        Assert.Empty(log.Lines);
        Invite invite = await InviteAsync(Terms with { Roles = ["prosody:admin"] });
        RegistrationAnswer answer = await registrar.RegisterAsync(Request(invite, "juliet", GoodPassword), Cancellation);
        Assert.Equal(RegistrationVerdict.Done, answer.Verdict);
        Assert.Contains(InviteDesignation.Of(invite.Token), Assert.Single(log.Lines), StringComparison.Ordinal);
    }

    private async Task<Invite> InviteAsync(InviteTerms terms) =>
        Assert.Single(await _database.AddInvitesAsync([terms], "shell/me@here", Sample.Moment, Cancellation));

    private async Task<Invite> FindAsync(Invite invite) => (await _database.FindInviteAsync(invite.Token, Cancellation))!;

    private async Task<RegistrationAnswer> RegisterAsync(Invite invite, string username, string password = GoodPassword) =>
        await _registrar.RegisterAsync(Request(invite, username, password), Cancellation);

    private static RegistrationRequest Request(Invite invite, string username, string password, string host = Sample.Host) => new()
    {
        VirtualHost = host,
        Token = invite.Token,
        Username = username,
        Password = password,
    };
}
