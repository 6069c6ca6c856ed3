using InvitesApi.Server.Hosting.Listening;
using InvitesApi.Server.Limits;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Endpoints;

/// <summary>Clients that ask or fail too often.</summary>
public sealed class ClientLimitTests
{
    private static readonly LimitOptions ThreeFailures = new() { FailureRate = new Rate(3, TimeSpan.FromMinutes(1)) };
    private static readonly LimitOptions ThreeRequests = new() { AddressRate = new Rate(3, TimeSpan.FromMinutes(1)) };

    [Fact]
    public async Task Failures_MoreThanAllowed_MakeTheClientWait()
    {
        await using LimitedApi limited = await LimitedApi.StartAsync(ThreeFailures);
        Answer first = await limited.InviteAsync(LimitedApi.WrongKey);
        Assert.Equal(403, first.Status);
        Assert.Equal("\"failures\";q=3;w=60", first["RateLimit-Policy"]);
        Assert.Equal("\"failures\";r=2;t=20", first["RateLimit"]);
        Assert.Null(first["Retry-After"]);
        await limited.FailAsync(2);

        Answer refused = await limited.InviteAsync(LimitedApi.WrongKey);
        Assert.Equal(429, refused.Status);
        ProblemAssert.Is("too-many", refused);
        Assert.Equal("20", refused["Retry-After"]);
        Assert.Equal("\"failures\";r=0;t=60", refused["RateLimit"]);
        Assert.Equal("*", refused["Access-Control-Allow-Origin"]);

        limited.Time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(201, (await limited.InviteAsync()).Status);
        await limited.FailAsync(1);
        Assert.Equal(429, (await limited.InviteAsync()).Status);
    }

    [Fact]
    public async Task Failures_MoreThanAllowed_HideWhetherAKeyIsGood()
    {
        await using LimitedApi limited = await LimitedApi.StartAsync(ThreeFailures);
        await limited.FailAsync(3);
        Answer wrong = await limited.InviteAsync(LimitedApi.WrongKey);
        Answer good = await limited.InviteAsync();
        Assert.Equal((429, 429), (wrong.Status, good.Status));
        Assert.Equal(wrong.Body, good.Body);
    }

    [Theory]
    [InlineData("192.0.2.8", 201)]
    [InlineData("::ffff:192.0.2.7", 429)]
    [InlineData("2001:db8::1", 201)]
    public async Task Failures_OfOneClient_AreNoOthers(string other, int status)
    {
        await using LimitedApi limited = await LimitedApi.StartAsync(ThreeFailures);
        await limited.FailAsync(3);
        Assert.Equal(status, (await limited.InviteAsync(client: other)).Status);
    }

    [Fact]
    public async Task Failures_OfOneNetworkOfIPv6_AreOneClients()
    {
        await using LimitedApi limited = await LimitedApi.StartAsync(ThreeFailures);
        await limited.FailAsync(1, "2001:db8:1:2::1");
        await limited.FailAsync(1, "2001:db8:1:2:ffff::2");
        await limited.FailAsync(1, "[2001:db8:1:2::3]:4711");
        Assert.Equal(429, (await limited.InviteAsync(client: "2001:db8:1:2::4")).Status);
        Assert.Equal(201, (await limited.InviteAsync(client: "2001:db8:1:3::4")).Status);
    }

    [Fact]
    public async Task Failures_BehindAProxyThatNamesNobody_AreNotLimited()
    {
        await using LimitedApi limited = await LimitedApi.StartAsync(ThreeFailures);
        await limited.FailAsync(10, client: null);
        Assert.Equal(201, (await limited.InviteAsync(client: null)).Status);
    }

    [Fact]
    public async Task Failures_WhereNoLimitIsSet_AreNotLimited()
    {
        await using LimitedApi limited = await LimitedApi.StartAsync(new LimitOptions { FailureRate = null });
        await limited.FailAsync(100);
        Assert.Equal(201, (await limited.InviteAsync()).Status);
    }

    [Fact]
    public async Task Requests_WithAGoodKey_AreNotFailures()
    {
        await using LimitedApi limited = await LimitedApi.StartAsync(ThreeFailures);
        for (int i = 0; i < 20; i++)
        {
            Answer answer = await limited.InviteAsync();
            Assert.Equal(201, answer.Status);
            Assert.Null(answer["RateLimit"]);
        }

        Assert.Equal(401, (await limited.SendAsync("GET /invites_api")).Status);
    }

    [Fact]
    public async Task Pages_OfNoInvite_AreFailures()
    {
        await using LimitedApi limited = await LimitedApi.StartAsync(ThreeFailures);
        string good = (await limited.InviteAsync()).Token;
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(200, (await limited.SendAsync($"GET /invites_page?{good}")).Status);
            Assert.Equal(404, (await limited.SendAsync("GET /invites_page")).Status);
            Assert.Equal(404, (await limited.SendAsync($"GET /invites_page?{new string((char)('a' + i), 24)}")).Status);
        }

        Answer refused = await limited.SendAsync($"GET /invites_page?{good}", LimitedApi.Client, "Accept-Language: de");
        Assert.Equal(429, refused.Status);
        Assert.Equal("20", refused["Retry-After"]);
        Assert.Equal("de", refused["Content-Language"]);
        Assert.Contains("Zu viele Versuche", refused.Body, StringComparison.Ordinal);
        Assert.Equal(429, (await limited.InviteAsync()).Status);
    }

    [Fact]
    public async Task Requests_MoreThanAllowed_AreRefused()
    {
        await using LimitedApi limited = await LimitedApi.StartAsync(ThreeRequests);
        for (int i = 2; i >= 0; i--)
        {
            Answer answer = await limited.InviteAsync();
            Assert.Equal(201, answer.Status);
            Assert.Equal($"\"address\";r={i};t={60 - (20 * i)}", answer["RateLimit"]);
        }

        Answer refused = await limited.InviteAsync();
        ProblemAssert.Is("too-many", refused);
        Assert.Equal("\"address\";q=3;w=60", refused["RateLimit-Policy"]);
        Assert.Equal("20", refused["Retry-After"]);
        Answer page = await limited.SendAsync("GET /nothing", LimitedApi.Client, "Accept: text/html", "Accept-Language: fr");
        Assert.Equal((429, "fr"), (page.Status, page["Content-Language"]));
        Assert.Equal(201, (await limited.InviteAsync(client: "192.0.2.8")).Status);
        limited.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(201, (await limited.InviteAsync()).Status);
    }

    [Theory]
    [InlineData("GET /invites_api?key=KEY", null, 403, "key-in-query")]
    [InlineData("POST /invites_api?key=KEY", null, 403, "key-in-query")]
    [InlineData("GET /invites_api?key=nonsense", null, 403, "key-in-query")]
    [InlineData("GET /invites_api?key=KEY", "KEY", 403, "key-in-query")]
    [InlineData("GET /invites_api?redirect", "KEY", 303, null)]
    [InlineData("GET /invites_api", null, 401, "key-missing")]
    public async Task QueryKeys_WhereTheyAreRefused_AreNoKeys(string request, string? bearer, int status, string? problem)
    {
        await using LimitedApi limited = await LimitedApi.StartAsync(
            new LimitOptions(), options => LimitedApi.With(options, host => host with { RefuseQueryKey = true }));
        string[] headers = bearer is null ? [] : [$"Authorization: Bearer {limited.Api.Key}"];
        Answer answer = await limited.SendAsync(
            request.Replace("KEY", limited.Api.Key, StringComparison.Ordinal), LimitedApi.Client, headers);
        Assert.Equal(status, answer.Status);
        if (problem is not null)
        {
            ProblemAssert.Is(problem, answer);
        }
    }
}
