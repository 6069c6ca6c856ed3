using InvitesApi.Server.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace InvitesApi.Server.Tests.Endpoints;

/// <summary>The page of an invite.</summary>
public sealed class InvitePageTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(Sample.Moment);
    private TestServer _server = null!;
    private string _token = null!;

    public static TheoryData<string> UnknownTokens =>
    [
        string.Empty,
        "?",
        "?AAAAAAAAAAAAAAAAAAAAAAAA",
        "?AAAA",
        "?token=AAAAAAAAAAAAAAAAAAAAAAAA",
        "?" + new string('A', 5000),
        "?%00",
        "?%C3%28",
        "?<script>alert(1)</script>",
    ];

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.StartAsync(
            new TestServerOptions { Hosts = [new(Sample.Host), new(Sample.OtherHost)], Time = _time });
        await _server.AddKeyAsync();
        _token = (await _server.InviteAsync()).Token;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Open_GoodToken_Is200WithTheUri()
    {
        Answer answer = await _server.SendAsync($"GET /invites_page?{_token}");
        string uri = $"xmpp:example.com?register;preauth={_token}";
        Assert.Equal(200, answer.Status);
        Assert.Equal("text/html; charset=utf-8", answer["Content-Type"]);
        Assert.Equal($"<{uri}>; rel=\"alternate\"", answer["Link"]);
        Assert.Contains($"href=\"{uri}\"", answer.Body, StringComparison.Ordinal);
        AssertPrivate(answer);
    }

    [Fact]
    public async Task Head_GoodToken_IsGetWithoutItsBody()
    {
        Answer get = await _server.SendAsync($"GET /invites_page?{_token}");
        Answer head = await _server.SendAsync($"HEAD /invites_page?{_token}");
        Assert.Equal(200, head.Status);
        Assert.Equal(string.Empty, head.Body);
        Assert.Equal(get["Link"], head["Link"]);
        Assert.Equal(get["Content-Length"], head["Content-Length"]);
    }

    [Theory]
    [MemberData(nameof(UnknownTokens))]
    public async Task Open_UnknownToken_Is404(string query)
    {
        Answer answer = await _server.SendAsync($"GET /invites_page{query}");
        Assert.Equal(404, answer.Status);
        Assert.Null(answer["Link"]);
        Assert.StartsWith("<!DOCTYPE html>", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", answer.Body, StringComparison.Ordinal);
        AssertPrivate(answer);
    }

    [Fact]
    public async Task Open_ChangedToken_Is404()
    {
        char[] token = _token.ToCharArray();
        for (int i = 0; i < token.Length; i++)
        {
            char right = token[i];
            token[i] = right == 'A' ? 'B' : 'A';
            Assert.Equal(404, (await _server.SendAsync($"GET /invites_page?{new string(token)}")).Status);
            token[i] = right;
        }
    }

    [Fact]
    public async Task Open_TokenOfAnotherHost_Is404() =>
        Assert.Equal(404, (await _server.SendAsync($"GET /invites_page?{_token}", Sample.OtherHost)).Status);

    [Fact]
    public async Task Open_WhenItsTimeIsOver_Is410()
    {
        _time.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await _server.SendAsync($"GET /invites_page?{_token}")).Status);
        _time.Advance(TimeSpan.FromSeconds(1));
        Answer answer = await _server.SendAsync($"GET /invites_page?{_token}");
        Assert.Equal(410, answer.Status);
        Assert.Null(answer["Link"]);
        Assert.DoesNotContain("preauth", answer.Body, StringComparison.Ordinal);
        AssertPrivate(answer);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Open_OtherMethod_Is405(string method)
    {
        Answer answer = await _server.SendAsync($"{method} /invites_page?{_token}");
        Assert.Equal(405, answer.Status);
        Assert.Equal("GET, HEAD, OPTIONS", answer["Allow"]);
        ProblemAssert.Is("method-not-allowed", answer);
    }

    [Fact]
    public async Task Open_AgainAndAgain_SpendsNothing()
    {
        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(200, (await _server.SendAsync($"GET /invites_page?{_token}")).Status);
        }

        Assert.NotNull(await _server.FindInviteAsync(_token));
    }

    [Fact]
    public async Task Open_KeyIsRemoved_InvitesThatItMadeStayGood()
    {
        await _server.RemoveKeyAsync(SampleKeys.New);
        Assert.Equal(200, (await _server.SendAsync($"GET /invites_page?{_token}")).Status);
    }

    // A token is a secret: no cache may keep it, no link may carry it on, no search engine may list it.
    private static void AssertPrivate(Answer answer)
    {
        Assert.Equal("no-store", answer["Cache-Control"]);
        Assert.Equal("no-referrer", answer["Referrer-Policy"]);
        Assert.Contains("noindex", answer["X-Robots-Tag"], StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", answer["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Equal("nosniff", answer["X-Content-Type-Options"]);
    }
}
