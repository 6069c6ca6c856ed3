using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using InvitesApi.Server.Hosting.Hosts;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Endpoints;

/// <summary>Invites by HTTP, for the holders of keys with the scopes for it.</summary>
public sealed class AdminApiTests : IAsyncLifetime
{
    private const string Invites = "http://example.com/admin_api/invites";

    private ServedApi _api = null!;
    private IInviteDatabase _shell = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _api = await ServedApi.StartAsync(options => options with
        {
            VirtualHosts = [new VirtualHostOptions(Sample.Host), new VirtualHostOptions(Sample.OtherHost)],
        });
        _shell = InviteDatabase.Open(_api.Server.Database);
    }

    public async ValueTask DisposeAsync()
    {
        _shell.Dispose();
        await _api.DisposeAsync();
    }

    [Fact]
    public async Task List_Invites_AreThePendingOnesOfTheHostNewestFirst()
    {
        var book = new InviteBook(_shell, TimeProvider.System);
        Invite first = await AddAsync(book, new InviteTerms { VirtualHost = Sample.Host, Username = "juliet", Note = "for \"J\"" });
        Invite revoked = await AddAsync(book, new InviteTerms { VirtualHost = Sample.Host });
        await book.RevokeAsync(revoked.Token, "me", Cancellation);
        await AddAsync(book, new InviteTerms { VirtualHost = Sample.OtherHost });
        Invite last = await AddAsync(
            book, new InviteTerms { VirtualHost = Sample.Host, Kind = InviteKind.Contact, Contact = "romeo", MaxUses = null, Groups = ["montague"], AllowRegistration = true });

        using JsonDocument list = await JsonAsync(HttpMethod.Get, Invites, await KeyAsync(ApiKeyScopes.List));
        Assert.Equal([last.Token, first.Token], list.RootElement.EnumerateArray().Select(invite => invite.GetProperty("id").GetString()));
        JsonElement contact = list.RootElement[0];
        Assert.Equal("roster", contact.GetProperty("type").GetString());
        Assert.Equal("romeo@example.com", contact.GetProperty("inviter").GetString());
        Assert.True(contact.GetProperty("reusable").GetBoolean());
        Assert.Equal(["montague"], contact.GetProperty("groups").EnumerateArray().Select(group => group.GetString()));
        JsonElement account = list.RootElement[1];
        Assert.Equal("register", account.GetProperty("type").GetString());
        Assert.Equal("juliet@example.com", account.GetProperty("jid").GetString());
        Assert.Equal("for \"J\"", account.GetProperty("note").GetString());
        Assert.Equal(first.Uri, account.GetProperty("uri").GetString());
        Assert.EndsWith("?" + first.Token, account.GetProperty("landing_page").GetString(), StringComparison.Ordinal);
        Assert.Equal(first.CreatedAt.ToUnixTimeSeconds(), account.GetProperty("created_at").GetInt64());
    }

    [Fact]
    public async Task List_ThousandsOfInvites_AreAll()
    {
        var book = new InviteBook(_shell, TimeProvider.System);
        await book.CreateAsync(new InviteTerms { VirtualHost = Sample.Host, Note = new string('x', 500) }, 3000, "me", Cancellation);
        using JsonDocument list = await JsonAsync(HttpMethod.Get, Invites, await KeyAsync(ApiKeyScopes.List));
        Assert.Equal(3000, list.RootElement.EnumerateArray().Select(invite => invite.GetProperty("id").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task Revoke_Invite_IsVoidAndTheTrailNamesTheKey()
    {
        Invite invite = await AddAsync(new InviteBook(_shell, TimeProvider.System), new InviteTerms { VirtualHost = Sample.Host });
        string key = await KeyAsync(ApiKeyScopes.Revoke);
        Assert.Equal(200, await StatusAsync(HttpMethod.Delete, $"{Invites}/{invite.Token}", key));
        Assert.NotNull((await _shell.FindInviteAsync(invite.Token, Cancellation))!.RevokedAt);
        InviteEvent revoked = Assert.Single(await _shell.ListEventsAsync(invite, Cancellation));
        Assert.Equal((InviteAction.Revoked, "api/token/" + key.Split('/')[0]), (revoked.Action, revoked.Actor));
        Assert.Equal(404, await StatusAsync(HttpMethod.Delete, $"{Invites}/AAAAAAAAAAAAAAAAAAAAAAAA", key));
    }

    [Fact]
    public async Task Invite_OfAnotherHost_IsNotFound()
    {
        Invite other = await AddAsync(new InviteBook(_shell, TimeProvider.System), new InviteTerms { VirtualHost = Sample.OtherHost });
        string key = await KeyAsync(ApiKeyScopes.All);
        Assert.Equal(404, await StatusAsync(HttpMethod.Get, $"{Invites}/{other.Token}", key));
        Assert.Equal(404, await StatusAsync(HttpMethod.Delete, $"{Invites}/{other.Token}", key));
        Assert.Null((await _shell.FindInviteAsync(other.Token, Cancellation))!.RevokedAt);
    }

    [Fact]
    public async Task Make_Reset_IsForThatAccountOnce()
    {
        string key = await KeyAsync(ApiKeyScopes.Reset, new InviteCeilings { MaxUses = 5, Groups = new(["montague"]) });
        using JsonDocument made = await JsonAsync(HttpMethod.Post, Invites + "/reset", key, """{"username":"Juliet","ttl":60}""");
        Assert.True(made.RootElement.GetProperty("reset").GetBoolean());
        Invite invite = (await _shell.FindInviteAsync(made.RootElement.GetProperty("id").GetString()!, Cancellation))!;
        Assert.Equal((InviteKind.Reset, "juliet", 1), (invite.Kind, invite.Terms.Username, invite.Terms.MaxUses));
        Assert.Empty(invite.Terms.Groups);
        Assert.Equal(TimeSpan.FromMinutes(1), invite.ExpiresAt - invite.CreatedAt);
        Assert.Equal("api/token/" + key.Split('/')[0], invite.Source);
    }

    [Fact]
    public async Task List_InviteToSetAPassword_IsNotThere()
    {
        Invite reset = await AddAsync(
            new InviteBook(_shell, TimeProvider.System), new InviteTerms { VirtualHost = Sample.Host, Kind = InviteKind.Reset, Username = "juliet" });
        string key = await KeyAsync(ApiKeyScopes.All);
        using JsonDocument list = await JsonAsync(HttpMethod.Get, Invites, key);
        Assert.Empty(list.RootElement.EnumerateArray());
        Assert.Equal(404, await StatusAsync(HttpMethod.Get, $"{Invites}/{reset.Token}", key));
        Assert.Equal(200, await StatusAsync(HttpMethod.Delete, $"{Invites}/{reset.Token}", key));
    }

    [Fact]
    public async Task Make_LongerThanUsual_IsAsLongAsUsual()
    {
        using JsonDocument made = await JsonAsync(HttpMethod.Post, Invites + "/account", await KeyAsync(ApiKeyScopes.Create), """{"ttl":31536000}""");
        JsonElement invite = made.RootElement;
        Assert.Equal(604_800, invite.GetProperty("expires").GetInt64() - invite.GetProperty("created_at").GetInt64());
    }

    [Fact]
    public async Task Make_Account_CountsAgainstTheKey()
    {
        string key = await KeyAsync(ApiKeyScopes.Create, maxInvites: 1);
        using JsonDocument made = await JsonAsync(HttpMethod.Post, Invites + "/account", key);
        Assert.Equal("example.com", made.RootElement.GetProperty("jid").GetString());
        Assert.Equal(403, await StatusAsync(HttpMethod.Post, Invites + "/account", key));
    }

    [Theory]
    [InlineData("reset", "{}")]
    [InlineData("reset", """{"username":"a b"}""")]
    [InlineData("reset", """{"username":"juliet","ttl":0}""")]
    [InlineData("reset", """{"username":"juliet","ttl":99999999999}""")]
    [InlineData("reset", """["juliet"]""")]
    [InlineData("reset", "{")]
    [InlineData("account", """{"username":"juliet"}""")]
    public async Task Make_WhatMakesNoSense_IsABadRequestAndMakesNothing(string kind, string body)
    {
        Assert.Equal(400, await StatusAsync(HttpMethod.Post, $"{Invites}/{kind}", await KeyAsync(ApiKeyScopes.All), body));
        Assert.Empty((await _shell.ListInvitesAsync(InviteFilter.All, null, 10, Cancellation)).Items);
    }

    [Theory]
    [InlineData("GET", "", ApiKeyScopes.Create | ApiKeyScopes.Revoke | ApiKeyScopes.Reset)]
    [InlineData("GET", "/AAAAAAAAAAAAAAAAAAAAAAAA", ApiKeyScopes.Create | ApiKeyScopes.Revoke | ApiKeyScopes.Reset)]
    [InlineData("DELETE", "/AAAAAAAAAAAAAAAAAAAAAAAA", ApiKeyScopes.Create | ApiKeyScopes.List | ApiKeyScopes.Reset)]
    [InlineData("POST", "/account", ApiKeyScopes.List | ApiKeyScopes.Revoke | ApiKeyScopes.Reset)]
    [InlineData("POST", "/reset", ApiKeyScopes.Create | ApiKeyScopes.List | ApiKeyScopes.Revoke)]
    public async Task Ask_KeyWithoutTheScope_IsForbidden(string method, string path, ApiKeyScopes scopes)
    {
        string body = path == "/reset" ? """{"username":"juliet"}""" : string.Empty;
        using HttpResponseMessage answer = await SendAsync(new HttpMethod(method), Invites + path, await KeyAsync(scopes), body);
        Assert.Equal(403, (int)answer.StatusCode);
        Assert.Contains("problem:key-scope", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("DELETE", "/AAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("POST", "/account")]
    public async Task Ask_NoKeyOrAWrongOne_IsTurnedAway(string method, string path)
    {
        Assert.Equal(401, await StatusAsync(new HttpMethod(method), Invites + path, key: null));
        Assert.Equal(403, await StatusAsync(new HttpMethod(method), Invites + path, Sample.OldKey));
    }

    [Theory]
    [InlineData("POST", "")]
    [InlineData("DELETE", "")]
    [InlineData("GET", "/account")]
    [InlineData("PUT", "/AAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Ask_AnotherMethod_IsNotAllowed(string method, string path) =>
        Assert.Equal(405, await StatusAsync(new HttpMethod(method), Invites + path, await KeyAsync(ApiKeyScopes.All)));

    [Theory]
    [InlineData("http://example.com/admin_api")]
    [InlineData("http://example.com/admin_api/users")]
    [InlineData("http://example.com/admin_api/invites/")]
    public async Task Ask_AnotherPath_IsNotFound(string uri) =>
        Assert.Equal(404, await StatusAsync(HttpMethod.Get, uri, await KeyAsync(ApiKeyScopes.All)));

    private static async Task<Invite> AddAsync(InviteBook book, InviteTerms terms) =>
        Assert.Single(await book.CreateAsync(terms, 1, "me", Cancellation));

    private async Task<string> KeyAsync(ApiKeyScopes scopes, InviteCeilings? invites = null, long? maxInvites = null)
    {
        var limits = new ApiKeyLimits { Scopes = scopes, MaxInvites = maxInvites, Invites = invites ?? InviteCeilings.None };
        return (await new ApiKeys(_shell, TimeProvider.System).CreateAsync(new ApiKeyRequest(Sample.Host, Limits: limits), Cancellation)).Text.Reveal();
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string uri, string? key, string body = "")
    {
        using var request = new HttpRequestMessage(method, uri);
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        request.Content = body.Length == 0 ? null : new StringContent(body, Encoding.UTF8, "application/json");
        return await _api.Client.SendAsync(request, Cancellation);
    }

    private async Task<int> StatusAsync(HttpMethod method, string uri, string? key, string body = "")
    {
        using HttpResponseMessage answer = await SendAsync(method, uri, key, body);
        return (int)answer.StatusCode;
    }

    private async Task<JsonDocument> JsonAsync(HttpMethod method, string uri, string key, string body = "")
    {
        using HttpResponseMessage answer = await SendAsync(method, uri, key, body);
        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.ToString());
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancellation));
    }
}
