using InvitesApi.Server.Accounts;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace InvitesApi.Server.Tests.Storage;

/// <summary>Invites that a real Prosody and we share.</summary>
public sealed class SharedInvitesTests : IAsyncLifetime
{
    private ProsodyAndStore _both = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _both = await ProsodyAndStore.StartAsync();

    [Fact]
    public async Task Invite_OfOurs_IsShownByProsodyAndUsedOnce()
    {
        Invite invite = await _both.InviteAsync();
        Assert.True(await _both.ShowsAsync(invite));
        Assert.Equal(AccountOutcome.Done, await _both.RegisterAsync("juliet", invite.Token));
        Assert.True(await _both.CanLogInAsync("juliet"));
        Assert.Equal(AccountOutcome.InviteRefused, await _both.RegisterAsync("mercutio", invite.Token));
        Assert.False(await _both.ShowsAsync(invite));

        (InviteState state, Invite used) = await _both.SeeAsync(invite.Token);
        Assert.Equal((InviteState.Used, 1), (state, used.Uses));
        Assert.Equal(
            [(InviteAction.Created, "shell/me@here"), (InviteAction.Used, "prosody")],
            (await _both.Book.HistoryAsync(used, Cancellation)).Select(one => (one.Action, one.Actor)));
    }

    [Fact]
    public async Task Invite_OfOurEndpoint_IsUsedOnceAtProsody()
    {
        await using TestServer server = await TestServer.StartAsync(new TestServerOptions { Database = _both.Database.Location });
        await server.AddKeyAsync();
        string token = (await server.InviteAsync()).Token;
        Assert.Equal(AccountOutcome.Done, await _both.RegisterAsync("juliet", token));
        Assert.Equal(AccountOutcome.InviteRefused, await _both.RegisterAsync("mercutio", token));
        Assert.True(await _both.CanLogInAsync("juliet"));
        Assert.Equal(InviteState.Used, (await _both.SeeAsync(token)).State);
    }

    [Fact]
    public async Task Invite_ThatNeverExpires_IsGoodAtProsody()
    {
        Invite invite = await _both.InviteAsync(new InviteTerms { VirtualHost = Sample.Host, MaxUses = null });
        Assert.True(await _both.ShowsAsync(invite));
        Assert.Equal(AccountOutcome.Done, await _both.RegisterAsync("one", invite.Token));
        Assert.Equal(AccountOutcome.Done, await _both.RegisterAsync("two", invite.Token));
        Assert.Equal(InviteState.Pending, (await _both.SeeAsync(invite.Token)).State);
    }

    [Fact]
    public async Task Invite_ForSeveralUses_IsKeptFromProsody()
    {
        Invite invite = await _both.InviteAsync(new InviteTerms { VirtualHost = Sample.Host, MaxUses = 2 });
        Assert.False(await _both.ShowsAsync(invite));
        Assert.Equal(AccountOutcome.InviteRefused, await _both.RegisterAsync("one", invite.Token));
        Assert.Equal(RegistrationVerdict.Done, await RegisterHereAsync("one", invite));
        Assert.Equal(RegistrationVerdict.Done, await RegisterHereAsync("two", invite));
        Assert.Equal(RegistrationVerdict.InviteGone, await RegisterHereAsync("three", invite));
        Assert.True(await _both.CanLogInAsync("one") && await _both.CanLogInAsync("two"));
    }

    [Fact]
    public async Task Invite_OfProsody_IsListedRevokedAndRestored()
    {
        string token = await _both.Prosody.InviteAsync(Cancellation, "--admin", "--group", "friends");
        Invite listed = Assert.Single(await ListAsync());
        Assert.Equal((token, InviteKind.Account, 1), (listed.Token, listed.Kind, listed.Terms.MaxUses));
        Assert.Equal(["prosody:admin"], listed.Terms.Roles);
        Assert.Equal(["friends"], listed.Terms.Groups);

        await _both.Book.RevokeAsync(token, "me", Cancellation);
        Assert.False(await _both.ShowsAsync(listed));
        Assert.Equal(AccountOutcome.InviteRefused, await _both.RegisterAsync("juliet", token));
        Assert.Equal(InviteState.Revoked, (await _both.SeeAsync(token)).State);
        await _both.Book.RestoreAsync(token, "me", Cancellation);
        Assert.True(await _both.ShowsAsync(listed));
        Assert.Equal(AccountOutcome.Done, await _both.RegisterAsync("juliet", token));
        Assert.Equal(InviteState.Used, (await _both.SeeAsync(token)).State);
    }

    [Fact]
    public async Task Reset_OfEither_SetsThePasswordOnce()
    {
        string theirs = await _both.Prosody.InviteAsync(Cancellation, "--reset", "romeo");
        Assert.Equal((InviteKind.Reset, "romeo"), ((await _both.SeeAsync(theirs)).Invite.Kind, (await _both.SeeAsync(theirs)).Invite.Terms.Username));
        Invite ours = await _both.InviteAsync(new InviteTerms { VirtualHost = Sample.Host, Kind = InviteKind.Reset, Username = "romeo" });
        foreach ((string token, string password) in new[] { (theirs, "first New 77 password"), (ours.Token, "second New 88 password") })
        {
            AccountResult result = await _both.Accounts.SetPasswordAsync(ProsodyAndStore.Request("romeo", token, password), Cancellation);
            Assert.Equal(AccountOutcome.Done, result.Outcome);
            Assert.True(await _both.CanLogInAsync("romeo", password));
            Assert.Equal(InviteState.Used, (await _both.SeeAsync(token)).State);
        }

        Assert.False(await _both.CanLogInAsync("romeo"));
    }

    [Fact]
    public async Task Use_HereInProgress_CannotBeginAtProsodyAndEndsOnce()
    {
        Invite invite = await _both.InviteAsync();
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        UseAnswer begun = await _both.Database.BeginUseAsync(invite.Token, "juliet", now, now.AddMinutes(1), Cancellation);
        Assert.Equal(UseVerdict.Begun, begun.Verdict);
        Assert.Equal(AccountOutcome.InviteRefused, await _both.RegisterAsync("mercutio", invite.Token));
        Assert.Equal([invite.Token], (await ListAsync()).Select(one => one.Token)); // the token of the use is no invite
        await _both.Database.EndUseAsync(begun.Use!, tookPlace: false, "test", now, Cancellation);
        Assert.Equal(AccountOutcome.InviteRefused, await _both.RegisterAsync("mercutio", begun.Use!.AccountToken));
        Assert.Equal(AccountOutcome.Done, await _both.RegisterAsync("mercutio", invite.Token));
    }

    [Fact]
    public async Task Use_Here_MakesTheAccountAtProsody()
    {
        Invite invite = await _both.InviteAsync(new InviteTerms { VirtualHost = Sample.Host, Username = "juliet" });
        Assert.Equal(RegistrationVerdict.OtherName, await RegisterHereAsync("mercutio", invite));
        Assert.Equal(RegistrationVerdict.Done, await RegisterHereAsync("juliet", invite));
        Assert.True(await _both.CanLogInAsync("juliet"));
        Assert.Equal(InviteState.Used, (await _both.SeeAsync(invite.Token)).State);
        Assert.Equal(AccountOutcome.InviteRefused, await _both.RegisterAsync("mercutio", invite.Token));
        Assert.Equal([invite.Token], (await ListAsync()).Select(one => one.Token));
    }

    public ValueTask DisposeAsync() => _both.DisposeAsync();

    private async Task<RegistrationVerdict> RegisterHereAsync(string username, Invite invite)
    {
        var registrar = new Registrar(_both.Database, _both.Accounts, new PasswordRules(), TimeProvider.System, NullLogger.Instance);
        RegistrationAnswer answer = await registrar.RegisterAsync(
            new RegistrationRequest
            {
                VirtualHost = Sample.Host,
                Token = invite.Token,
                Username = username,
                Password = ProsodyAndStore.Password,
            },
            Cancellation);
        return answer.Verdict;
    }

    private async Task<List<Invite>> ListAsync()
    {
        var all = new List<Invite>();
        await foreach (Invite invite in _both.Book.ListAsync(InviteFilter.All, Cancellation))
        {
            all.Add(invite);
        }

        return all;
    }
}
