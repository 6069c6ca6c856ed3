using System.Text.Json;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Endpoints;

/// <summary>
/// Requests whose end a proxy could see elsewhere than this server does (RFC 9112 §6.1 and §11.2). Each is refused, and what comes after it on
/// its connection is never taken for a request: it would be that of somebody else.
/// </summary>
public sealed class FramingTests : IAsyncLifetime
{
    private const string Post = "POST /invites_api HTTP/1.1\r\nHost: example.com\r\nAuthorization: Bearer " + SampleKeys.New + "\r\n";
    private const string PostOfOld = "POST /invites_api HTTP/1.0\r\nHost: example.com\r\nConnection: keep-alive\r\nAuthorization: Bearer " + SampleKeys.New + "\r\n";
    private const string Smuggled = "GET /invites_api HTTP/1.1\r\nHost: example.com\r\nAuthorization: Bearer " + SampleKeys.New + "\r\n\r\n";
    private const string Chunks = "5\r\nhello\r\n0\r\n\r\n";

    private TestServer _server = null!;

    public static TheoryData<string, string> LengthsThatAreNone => new()
    {
        { "a plus", Post + "Content-Length: +5\r\n\r\nhello" },
        { "a minus before nothing", Post + "Content-Length: -0\r\n\r\n" },
        { "a space within", Post + "Content-Length: 1 0\r\n\r\nhello" },
        { "a comma", Post + "Content-Length: 5,5\r\n\r\nhello" },
        { "hexadecimal digits", Post + "Content-Length: 0x5\r\n\r\nhello" },
        { "more than a number has room for", Post + "Content-Length: 00000000000000000005\r\n\r\nhello" },
        { "the same twice", Post + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello" },
    };

    public static TheoryData<string, string> EndsInDoubt => new()
    {
        { "chunks after a length", Post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n" + Chunks },
        { "chunks before a length", Post + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n" + Chunks },
        { "chunks beside no length", Post + "Transfer-Encoding: chunked\r\nContent-Length: 0\r\n\r\n" + Chunks },
        { "chunks in HTTP/1.0", PostOfOld + "Transfer-Encoding: chunked\r\n\r\n" + Chunks },
        { "a coding before chunks", Post + "Transfer-Encoding: gzip, chunked\r\n\r\n" + Chunks },
        { "chunks twice", Post + "Transfer-Encoding: chunked, chunked\r\n\r\n" + Chunks },
        { "two fields of chunks", Post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n" + Chunks },
    };

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.StartAsync();
        await _server.AddKeyAsync();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [MemberData(nameof(LengthsThatAreNone))]
    public async Task Send_LengthThatIsNone_IsRefusedWithAllThatFollows(string what, string request) =>
        Assert.DoesNotContain("framing", await RefuseAsync(what, request), StringComparison.Ordinal); // Kestrel finds it: without a document

    [Theory]
    [MemberData(nameof(EndsInDoubt))]
    public async Task Send_EndInDoubt_IsRefusedWithAllThatFollows(string what, string request)
    {
        string received = await RefuseAsync(what, request);
        Assert.Contains("application/problem+json", received, StringComparison.Ordinal);
        using var problem = JsonDocument.Parse(received[(received.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]);
        Assert.Equal("urn:invites-api:problem:framing-faulty", problem.RootElement.GetProperty("type").GetString());
    }

    [Fact]
    public async Task Send_TwoGoodRequests_AreBothAnswered() // else the tests above could not fail
    {
        string received = await SendAsync(Post + "Transfer-Encoding: chunked\r\n\r\n" + Chunks + Smuggled.Replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n", StringComparison.Ordinal));
        Assert.Equal(2, Answers(received));
    }

    private async Task<string> RefuseAsync(string what, string request)
    {
        string received = await SendAsync(request + Smuggled);
        Assert.StartsWith("HTTP/1.1 400 ", received, StringComparison.Ordinal);
        Assert.True(Answers(received) == 1, $"After {what} the second request was answered: {received}");
        Assert.Contains("Connection: close", received, StringComparison.Ordinal);
        Assert.Empty(_server.ReadLog());
        return received;
    }

    // It ends when the server closes.
    private async Task<string> SendAsync(string bytes)
    {
        using Wire wire = await Wire.OpenAsync(_server.Port);
        await wire.WriteAsync(bytes);
        return await wire.ReadToEndAsync();
    }

    private static int Answers(string received) => received.Split("HTTP/1.1 ").Length - 1;
}
