using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Endpoints;

/// <summary>The table of the endpoint, row by row: what Prosody's answers, and ours where that had a bug.</summary>
public sealed class InvitesApiTableTests(EndpointFixture fixture) : IClassFixture<EndpointFixture>
{
    private const string Path = "/invites_api";
    private const string Page = "http://example.com/invites_page?";
    private const string UnknownId = "unknownAAAAA/" + SampleKeys.NewToken;
    private const string WrongToken = "kFIuplAB-6xs/Zq3-_x8Wc0LkT7bNf2RyUoPj5HdMsE1gVaIj";
    private const string Encoded = "kFIuplAB-6xs%2F" + SampleKeys.NewToken;

    private readonly TestServer _server = fixture.Server;

    public static TheoryData<Row> Created =>
    [
        new Row($"GET {Path}?key={SampleKeys.New}"),
        new Row($"GET {Path}?key={SampleKeys.Old}"),
        new Row($"GET {Path}?key={Encoded}"),
        new Row($"GET {Path}?key={Encoded.Replace("%2F", "%2f", StringComparison.Ordinal)}"),
        new Row($"GET {Path}?%6Bey={SampleKeys.New}"),
        new Row($"GET {Path}?a=b&key={SampleKeys.New}&c"),
        new Row($"GET {Path}", $"Bearer {SampleKeys.New}"),
        new Row($"GET {Path}", $"Bearer {SampleKeys.Old}"),
        new Row($"GET {Path}?key={UnknownId}", $"Bearer {SampleKeys.New}"),
        new Row($"POST {Path}?key={SampleKeys.New}"),
        new Row($"POST {Path}", $"Bearer {SampleKeys.New}"),
        new Row($"GET {Path}?key={SampleKeys.GetOnly}"),
        new Row($"POST {Path}", $"Bearer {SampleKeys.PostOnly}"),
    ];

    public static TheoryData<Row> Redirected =>
    [
        new Row($"GET {Path}?key={SampleKeys.New}&redirect"),
        new Row($"GET {Path}?key={SampleKeys.New}&redirect="),
        new Row($"GET {Path}?key={SampleKeys.New}&redirect=true"),
        new Row($"GET {Path}?key={SampleKeys.New}&redirect=false"),
        new Row($"GET {Path}?redirect=0&key={SampleKeys.Old}"),
        new Row($"GET {Path}?redirect=1", $"Bearer {SampleKeys.New}"),
        new Row($"POST {Path}?redirect=1", $"Bearer {SampleKeys.New}"),
    ];

    public static TheoryData<Row> Missing =>
    [
        new Row($"GET {Path}"),
        new Row($"POST {Path}"),
        new Row($"GET {Path}?"),
        new Row($"GET {Path}?redirect=true"),
        new Row($"GET {Path}?KEY={SampleKeys.New}"),
        new Row($"GET {Path}?{SampleKeys.New}"),
    ];

    public static TheoryData<Row> Refused =>
    [
        new Row($"GET {Path}?key={UnknownId}"),
        new Row($"GET {Path}?key={WrongToken}"),
        new Row($"GET {Path}?key={SampleKeys.Removed}"),
        new Row($"GET {Path}?key={SampleKeys.Other}"),
        new Row($"GET {Path}?key={SampleKeys.New}A"),
        new Row($"GET {Path}?key={SampleKeys.New}%20"),
        new Row($"GET {Path}?key={SampleKeys.New[..^1]}"),
        new Row($"GET {Path}?key={SampleKeys.New.ToUpperInvariant()}"),
        new Row($"GET {Path}?key={Encoded.Replace("%", "%25", StringComparison.Ordinal)}"),
        new Row($"GET {Path}?key={SampleKeys.NewToken}"),
        new Row($"GET {Path}?key"),
        new Row($"GET {Path}?key="),
        new Row($"GET {Path}?key=/"),
        new Row($"GET {Path}?key=a/b"),
        new Row($"GET {Path}?key={SampleKeys.New}&key={SampleKeys.New}"),
        new Row($"GET {Path}?key={UnknownId}&redirect=true"),
        new Row($"GET {Path}", $"Bearer {UnknownId}"),
        new Row($"GET {Path}", $"Bearer {WrongToken}"),
        new Row($"GET {Path}", $"Bearer {Encoded}"),
        new Row($"GET {Path}?key={SampleKeys.New}", $"Bearer {WrongToken}"),
        new Row($"GET {Path}?key={SampleKeys.New}", $"bearer {SampleKeys.New}"),
        new Row($"GET {Path}?key={SampleKeys.New}", $"BEARER {SampleKeys.New}"),
        new Row($"GET {Path}?key={SampleKeys.New}", "Basic dXNlcjpwYXNzd29yZA=="),
        new Row($"GET {Path}?key={SampleKeys.New}", SampleKeys.New),
        new Row($"GET {Path}?key={SampleKeys.New}", "Bearer"),
        new Row($"GET {Path}?key={SampleKeys.New}", string.Empty),
        new Row($"POST {Path}?key={UnknownId}"),
    ];

    public static TheoryData<MethodRow> MethodRefused =>
    [
        new MethodRow($"POST {Path}?key={SampleKeys.GetOnly}", "GET, OPTIONS"),
        new MethodRow($"GET {Path}?key={SampleKeys.PostOnly}", "POST, OPTIONS"),
        new MethodRow($"PUT {Path}?key={SampleKeys.New}", "GET, POST, OPTIONS"),
        new MethodRow($"DELETE {Path}?key={SampleKeys.New}", "GET, POST, OPTIONS"),
        new MethodRow($"PATCH {Path}?key={SampleKeys.New}", "GET, POST, OPTIONS"),
        new MethodRow($"TRACE {Path}?key={SampleKeys.New}", "GET, POST, OPTIONS"),
        new MethodRow($"INVITE {Path}?key={SampleKeys.New}", "GET, POST, OPTIONS"),
    ];

    public static TheoryData<Row> Elsewhere =>
    [
        new Row($"GET {Path}/?key={SampleKeys.New}"),
        new Row($"GET {Path}%2F?key={SampleKeys.New}"),
        new Row($"GET /{Path}?key={SampleKeys.New}"),
        new Row($"GET {Path}/more?key={SampleKeys.New}"),
        new Row($"GET /Invites_API?key={SampleKeys.New}"),
        new Row($"OPTIONS {Path}/"),
        new Row("GET /"),
    ];

    [Theory]
    [MemberData(nameof(Created))]
    public async Task Ask_GoodKey_Is201WithTheLink(Row row) => AssertLink(201, await AskAsync(row));

    [Theory]
    [MemberData(nameof(Redirected))]
    public async Task Ask_GoodKeyAndRedirect_Is303WithTheLink(Row row) => AssertLink(303, await AskAsync(row));

    [Theory]
    [MemberData(nameof(Missing))]
    public async Task Ask_NoKey_Is401WithAChallenge(Row row)
    {
        Answer answer = await AskAsync(row);
        Assert.Equal(401, answer.Status);
        Assert.Equal("Bearer realm=\"example.com\"", answer["WWW-Authenticate"]);
        ProblemAssert.Is("key-missing", answer);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Ask_BadKey_Is403WithInvalidToken(Row row)
    {
        Answer answer = await AskAsync(row);
        Assert.Equal(403, answer.Status);
        Assert.StartsWith("Bearer realm=\"example.com\", error=\"invalid_token\"", answer["WWW-Authenticate"], StringComparison.Ordinal);
        Assert.Null(answer["Location"]);
        ProblemAssert.Is("key-refused", answer);
    }

    [Theory]
    [MemberData(nameof(MethodRefused))]
    public async Task Ask_MethodNotAllowed_Is405WithThoseThatAre(MethodRow row)
    {
        Answer answer = await AskAsync(new Row(row.Request));
        Assert.Equal(405, answer.Status);
        Assert.Equal(row.Allow, answer["Allow"]);
        ProblemAssert.Is("method-not-allowed", answer);
    }

    [Fact]
    public async Task Head_GoodKey_Is405WithoutBody()
    {
        Answer answer = await AskAsync(new Row($"HEAD {Path}?key={SampleKeys.New}"));
        Assert.Equal(405, answer.Status);
        Assert.Equal(string.Empty, answer.Body);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?key=" + SampleKeys.New)]
    [InlineData("?key=" + UnknownId)]
    public async Task Options_AnyKey_Is200WithoutBody(string query)
    {
        Answer answer = await AskAsync(new Row($"OPTIONS {Path}{query}"));
        Assert.Equal(200, answer.Status);
        Assert.Equal(string.Empty, answer.Body);
        Assert.Equal("0", answer["Content-Length"]);
    }

    [Theory]
    [MemberData(nameof(Elsewhere))]
    public async Task Ask_OtherPath_Is404(Row row)
    {
        Answer answer = await AskAsync(row);
        Assert.Equal(404, answer.Status);
        ProblemAssert.Is("not-found", answer);
    }

    [Fact]
    public async Task Ask_OtherHost_Is404()
    {
        Answer answer = await _server.SendAsync($"GET {Path}?key={SampleKeys.New}", "unknown.example");
        Assert.Equal(404, answer.Status);
        AssertCors(answer);
        ProblemAssert.Is("host-unknown", answer);
    }

    private static void AssertLink(int status, Answer answer)
    {
        Assert.Equal(status, answer.Status);
        Assert.Matches(@"\?[A-Za-z0-9_-]{24}$", answer["Location"]);
        Assert.StartsWith(Page, answer["Location"], StringComparison.Ordinal);
        Assert.Equal(string.Empty, answer.Body);
        Assert.Equal("no-store", answer["Cache-Control"]);
        Assert.Null(answer["WWW-Authenticate"]);
    }

    private static void AssertCors(Answer answer)
    {
        Assert.Equal("*", answer["Access-Control-Allow-Origin"]);
        Assert.Equal("7200", answer["Access-Control-Max-Age"]);
        Assert.Equal(["GET", "OPTIONS", "POST"], answer["Access-Control-Allow-Methods"]!.Split(", ").Order(StringComparer.Ordinal));
        Assert.Equal(["Authorization", "Content-Type"], answer["Access-Control-Allow-Headers"]!.Split(", ").Order(StringComparer.Ordinal));
        Assert.Contains("Location", answer["Access-Control-Expose-Headers"], StringComparison.Ordinal);
    }

    // CORS headers are on every answer, and no answer says what made it.
    private async Task<Answer> AskAsync(Row row)
    {
        Answer answer = await _server.SendAsync(row.Request, authorization: row.Authorization);
        AssertCors(answer);
        Assert.Null(answer["Server"]);
        return answer;
    }

    /// <summary>A request of the table.</summary>
    public sealed record Row(string Request, string? Authorization = null);

    /// <summary>A request whose method is refused, and those that are allowed.</summary>
    public sealed record MethodRow(string Request, string Allow);
}
