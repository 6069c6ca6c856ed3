using System.Net;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Storage;

/// <summary>Keys that a real Prosody and we share.</summary>
public sealed class SharedKeysTests : IAsyncLifetime
{
    private ProsodyAndStore _both = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _both = await ProsodyAndStore.StartAsync();

    [Fact]
    public async Task Key_OfProsodyctl_WorksHereAndIsListedAndRemoved()
    {
        string text = await _both.Prosody.CtlAsync(Cancellation, "mod_invites_api", "create", Sample.Host, "made there");
        ApiKeyText key = Sample.Parse(text);
        InviteAnswer answer = await _both.Database.CreateInviteAsync(Sample.Request(key, created: TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()));
        Assert.Equal(KeyVerdict.Accepted, answer.Verdict);

        ApiKey listed = Assert.Single(await _both.Keys.ListAsync(default, Cancellation));
        Assert.Equal((Sample.Host, key.Id.ToString(), "made there", ApiKeyMethods.All), (listed.VirtualHost, listed.Id, listed.Name, listed.Methods));
        Assert.Equal(HttpStatusCode.Created, (await _both.GetAsync($"/invites_api?key={text}")).Status);
        await _both.Keys.RemoveAsync(Sample.Host, listed.Id, Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, (await _both.GetAsync($"/invites_api?key={text}")).Status);
        Assert.Equal(KeyVerdict.Refused, (await _both.Database.CreateInviteAsync(Sample.Request(key))).Verdict);
    }

    [Fact]
    public async Task Key_OfOurs_WorksAtProsodyAndIsListedAndRemovedThere()
    {
        NewApiKey key = await _both.Keys.CreateAsync(new ApiKeyRequest(Sample.Host, "made here"), Cancellation);
        string text = key.Text.Reveal();
        (HttpStatusCode status, string? location, _) = await _both.GetAsync($"/invites_api?key={text}");
        Assert.Equal(HttpStatusCode.Created, status);
        (InviteState state, Invite invite) = await _both.SeeAsync(location!);
        Assert.Equal((InviteState.Pending, "api/token/" + key.Key.Id), (state, invite.Source));

        Assert.Equal(
            $"{key.Key.Id}\tmade here", await _both.Prosody.CtlAsync(Cancellation, "mod_invites_api", "list", Sample.Host));
        await _both.Prosody.CtlAsync(Cancellation, "mod_invites_api", "delete", Sample.Host, key.Key.Id);
        Assert.Empty(await _both.Keys.ListAsync(default, Cancellation));
        Assert.Equal(KeyVerdict.Refused, (await _both.Database.CreateInviteAsync(Sample.Request(key.Text))).Verdict);
    }

    [Fact]
    public async Task Key_ForOneMethod_IsRefusedByProsodyForOthers()
    {
        NewApiKey key = await _both.Keys.CreateAsync(new ApiKeyRequest(Sample.Host, Methods: ApiKeyMethods.Post), Cancellation);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await _both.GetAsync($"/invites_api?key={key.Text.Reveal()}")).Status);
    }

    [Fact]
    public async Task Key_RemovedWithInvites_TakesBackThoseThatProsodyMadeToo()
    {
        NewApiKey key = await _both.Keys.CreateAsync(new ApiKeyRequest(Sample.Host), Cancellation);
        (HttpStatusCode status, string? location, _) = await _both.GetAsync($"/invites_api?key={key.Text.Reveal()}");
        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal(1, await _both.Keys.RemoveWithInvitesAsync(Sample.Host, key.Key.Id, "shell/test", Cancellation));
        Assert.Equal(InviteState.Revoked, (await _both.SeeAsync(location!)).State);
    }

    public ValueTask DisposeAsync() => _both.DisposeAsync();
}
