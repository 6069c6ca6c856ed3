using System.Net.Sockets;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Endpoints;

/// <summary>Bodies that break off or can't be read are the client's fault, and fill no log.</summary>
public sealed class BrokenBodyTests
{
    private const string Head = "POST /register HTTP/1.1\r\nHost: example.com\r\nContent-Type: application/x-www-form-urlencoded\r\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Post_ConnectionResetInTheBody_LogsNothing()
    {
        await using RegisterFixture fixture = await RegisterFixture.StartAsync();
        for (int i = 0; i < 50; i++)
        {
            using var client = new TcpClient { LingerState = new LingerOption(true, 0) };
            await client.ConnectAsync(Dial.Loopback(fixture.Server.Port), Cancellation);
            await client.GetStream().WriteAsync(Head + "Content-Length: 1000\r\n\r\nuser=juliet&");
            Assert.Equal(415, (await fixture.Server.SendAsync("POST /register")).Status); // by then it waits for the rest
        }

        await fixture.Server.StopAsync();
        Assert.Empty(fixture.Server.ReadLog());
    }

    [Theory]
    [InlineData("/admin_api/invites/account", "application/json", "zz\r\n", 400, "content-broken")]
    [InlineData("/admin_api/invites/account", "application/json", "2\r\n{}no end\r\n0\r\n\r\n", 400, "content-broken")]
    [InlineData("/admin_api/invites/reset", "application/json", "0ffffffffffffffff\r\n", 400, "content-broken")]
    [InlineData("/admin_api/invites/reset", "application/json", "2\r\n{}\r\n0\r\nX-A: \xF5\r\n\r\n", 400, "content-broken")]
    [InlineData("/register", "application/x-www-form-urlencoded", "3\r\na=b\r\n0\r\nX-A: \xF5\r\n\r\n", 400, "content-broken")]
    [InlineData("/register", "application/x-www-form-urlencoded", "zz\r\n", 400, "content-broken")]
    public async Task Post_ChunksThatAreNone_AreRefusedAndLogNothing(string path, string type, string chunks, int status, string problem)
    {
        await using RegisterFixture fixture = await RegisterFixture.StartAsync();
        await fixture.Server.AddKeyAsync();
        Answer? answer = await Wire.AskAsync(
            fixture.Server.Port,
            $"POST {path} HTTP/1.1\r\nHost: example.com\r\nAuthorization: Bearer {SampleKeys.New}\r\nContent-Type: {type}\r\n"
            + $"Transfer-Encoding: chunked\r\n\r\n{chunks}");
        Assert.Equal(status, answer!.Status);
        Assert.Equal("close", answer["Connection"]);
        Assert.Contains("urn:invites-api:problem:" + problem, answer.Body, StringComparison.Ordinal);
        await fixture.Server.StopAsync();
        Assert.Empty(fixture.Server.ReadLog());
    }

    [Theory]
    [InlineData(65, 1)]
    [InlineData(10_000, 1)]
    [InlineData(1, 17)]
    public async Task Post_FormBeyondTheLimits_IsRefusedAndLogsNothing(int nameLength, int count)
    {
        await using RegisterFixture fixture = await RegisterFixture.StartAsync();
        string body = string.Join('&', Enumerable.Repeat(new string('a', nameLength) + "=b", count));
        Answer answer = await fixture.PostAsync(body);
        Assert.Equal(415, answer.Status);
        await fixture.Server.StopAsync();
        Assert.Empty(fixture.Server.ReadLog());
    }
}
