using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Endpoints;

/// <summary>
/// Requests that no good client sends, byte by byte. Each is answered with a client's error or its connection is closed; the server has no
/// error of its own and answers the next good request.
/// </summary>
public sealed class BadInputTests : IAsyncLifetime
{
    private const string Head = " HTTP/1.1\r\nHost: example.com\r\nConnection: close\r\n";
    private const string Get = "GET /invites_api" + Head;
    private const string Bearer = "Authorization: Bearer " + SampleKeys.New + "\r\n";
    private const int Megabyte = 1 << 20;

    private static readonly string LongText = new('A', 100_000);

    private TestServer _server = null!;

    public static TheoryData<Row> Malformed =>
    [
        new Row("a TLS greeting", "\x16\x03\x01\x02\x00\x01\x00\x01\xFC\x03\x03" + new string('\x5A', 500), 400),
        new Row("no target", "GET\r\n\r\n", 400),
        new Row("no version", "GET /invites_api\r\n\r\n", 400),
        new Row("no method", " /invites_api" + Head + "\r\n", 400),
        new Row("no HTTP at all", "hello\r\n\r\n", 400),
        new Row("a method of control characters", "G\x01T /invites_api" + Head + "\r\n", 400),
        new Row("a relative target", "GET invites_api" + Head + "\r\n", 400),
        new Row("the target of another host", "GET http://other.example/invites_api" + Head + "\r\n", 400),
        new Row("a header without a colon", Get + "nonsense\r\n\r\n", 400),
        new Row("a space before the colon", Get + "Accept : a\r\n\r\n", 400),
        new Row("a header in two lines", Get + "Accept: a\r\n b\r\n\r\n", 400),
        new Row("a header without a name", Get + ": a\r\n\r\n", 400),
        new Row("no Host", "GET /invites_api HTTP/1.1\r\nConnection: close\r\n" + Bearer + "\r\n", 400),
        new Row("two Hosts", Get + "Host: other.example\r\n" + Bearer + "\r\n", 400),
        new Row("a Host of nonsense", "GET /invites_api HTTP/1.1\r\nHost: a b<c>\r\n\r\n", 400),
        new Row("an empty Host", "GET /invites_api HTTP/1.1\r\nHost:\r\nConnection: close\r\n" + Bearer + "\r\n", 404),
        new Row("HTTP/1.0 without Host", "GET /invites_api HTTP/1.0\r\n" + Bearer + "\r\n", 404),
        new Row("a length that is no number", "POST /invites_api" + Head + "Content-Length: ten\r\n\r\n", 400),
        new Row("a negative length", "POST /invites_api" + Head + "Content-Length: -1\r\n\r\n", 400),
        new Row("two lengths", "POST /invites_api" + Head + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab", 400),
        new Row("NUL in the target", "GET /invites_api?key=\0" + Head + "\r\n", 400),
        new Row("NUL in the path", "GET /invites\0_api" + Head + "\r\n", 400),
        new Row("NUL in a header", Get + "Authorization: Bearer \0\r\n\r\n", 400),
        new Row("encoded NUL in the path", "GET /invites%00_api" + Head + "\r\n", 400),
        new Row("encoded NUL in the key", "GET /invites_api?key=%00" + Head + "\r\n", 403),
        new Row("encoded NUL after a good key", "GET /invites_api?key=" + SampleKeys.New + "%00" + Head + "\r\n", 403),
        new Row("encoded NUL in the name", "GET /invites_api?key%00=" + SampleKeys.New + Head + "\r\n", 401),
        new Row("encoded NUL as a token", "GET /invites_page?%00" + Head + "\r\n", 404),
        new Row("bytes that are no UTF-8 in the key", Get + "Authorization: Bearer \xC3\x28/\xFF\r\n\r\n", null),
        new Row("bytes that are no UTF-8 in the target", "GET /invites_api?key=\xC3\x28" + Head + "\r\n", 400),
    ];

    public static TheoryData<Row> BrokenEncoding =>
    [
        new Row("a lone %", "GET /invites_api?key=%" + Head + "\r\n", 403),
        new Row("half of a byte", "GET /invites_api?key=%2" + Head + "\r\n", 403),
        new Row("no hexadecimal digits", "GET /invites_api?key=%zz" + Head + "\r\n", 403),
        new Row("half of a character", "GET /invites_api?key=%C3%28" + Head + "\r\n", 403),
        new Row("a broken name", "GET /invites_api?%zz=" + SampleKeys.New + Head + "\r\n", 401),
        new Row("a broken path", "GET /invites_api%zz" + Head + "\r\n", 404),
        new Row("a path that is no UTF-8", "GET /invites_api%FF" + Head + "\r\n", 404),
        new Row("a broken token", "GET /invites_page?%zz" + Head + "\r\n", 404),
        new Row("a good key after a lone %", "GET /invites_api?%&key=" + SampleKeys.New + Head + "\r\n", 201),
    ];

    public static TheoryData<Row> TooMuch =>
    [
        new Row("two Authorization headers", Get + Bearer + Bearer + "\r\n", 403),
        new Row("an Authorization header of two keys", Get + Bearer.TrimEnd() + ", " + Bearer["Authorization: ".Length..] + "\r\n", 403),
        new Row("two keys in the query", $"GET /invites_api?key={SampleKeys.New}&key={SampleKeys.Old}" + Head + "\r\n", 403),
        new Row("100,000 characters as a key in the query", "GET /invites_api?key=" + LongText + Head + "\r\n", null),
        new Row("100,000 characters as a key in the header", Get + "Authorization: Bearer " + LongText + "\r\n\r\n", null),
        new Row("7,000 characters as a key in the query", "GET /invites_api?key=abcdefgh/" + LongText[..7000] + Head + "\r\n", 403),
        new Row("12,000 characters as a key in the header", Get + "Authorization: Bearer abcdefgh/" + LongText[..12_000] + "\r\n\r\n", 403),
        new Row("12,000 characters of scheme", Get + "Authorization: " + LongText[..12_000] + "\r\n\r\n", 403),
        new Row("1,000 parameters", "GET /invites_api?" + string.Concat(Enumerable.Repeat("a&", 1000)) + Head + "\r\n", 401),
        new Row("a path of a megabyte", "GET /" + new string('a', Megabyte) + Head + "\r\n", null),
        new Row("a header of a megabyte", Get + "Cookie: " + new string('a', Megabyte) + "\r\n\r\n", null),
        new Row("a megabyte of headers", Get + string.Concat(Enumerable.Repeat("A: b\r\n", Megabyte / 6)) + "\r\n", null),
        new Row("a megabyte of one line", new string('a', Megabyte), null),
    ];

    public static TheoryData<Row> GivenUp =>
    [
        new Row("nothing", string.Empty, null),
        new Row("half of a request line", "GET /invites_a", null),
        new Row("half of the headers", Get + "Authorization: Bea", null),
        new Row("half of a body", "POST /invites_api" + Head + "Content-Length: 1000\r\n\r\nhalf", null),
        new Row("a chunk that is none", "POST /invites_api" + Head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n", null),
    ];

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.StartAsync();
        await _server.AddKeyAsync();
        await _server.AddKeyAsync(SampleKeys.Old);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [MemberData(nameof(Malformed))]
    [MemberData(nameof(BrokenEncoding))]
    [MemberData(nameof(TooMuch))]
    public Task Send_NoGoodRequest_IsTheClientsError(Row row) => AssertHarmlessAsync(row, thenEnd: false);

    [Theory]
    [MemberData(nameof(GivenUp))]
    public Task Send_RequestWithoutItsEnd_IsClosed(Row row) => AssertHarmlessAsync(row, thenEnd: true);

    [Fact]
    public async Task Send_VersionThatIsNone_Is505() => // RFC 9110 §15.6.6; the one answer of the 500s that is the client's fault
        Assert.Equal(505, (await Wire.AskAsync(_server.Port, "GET /invites_api HTTP/9.9\r\nHost: example.com\r\n\r\n"))!.Status);

    private async Task AssertHarmlessAsync(Row row, bool thenEnd)
    {
        Answer? answer = await Wire.AskAsync(_server.Port, row.Bytes, thenEnd: thenEnd);
        if (row.Status is { } status)
        {
            Assert.Equal(status, answer?.Status);
        }
        else if (answer is not null)
        {
            Assert.InRange(answer.Status, 400, 499);
        }

        await _server.InviteAsync();
        Assert.Empty(_server.ReadLog());
    }

    /// <summary>A request, and the status of its answer; null: any error of the client, or none as the connection is closed.</summary>
    public sealed record Row(string What, string Bytes, int? Status)
    {
        public override string ToString() => What;
    }
}
