using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using InvitesApi.Server.Certificates;
using InvitesApi.Server.Hosting.Listening;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Serving;

/// <summary>Clients that ask for too much, or take too long.</summary>
public class LimitTests(ITestOutputHelper output)
{
    private const string Begin = "GET /invites_api HTTP/1.1\r\nHost: example.com\r\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(100, 201)]
    [InlineData(101, 413)]
    [InlineData(long.MaxValue, 413)]
    public async Task Body_LargerThanAllowed_IsRefusedUnread(long length, int status)
    {
        await using ServedApi api = await StartAsync(new LimitOptions { MaxContentSize = 100 });
        await using Stream stream = await Dial.OpenAsync(api.Port);
        string body = new('x', (int)Math.Min(length, 100));
        await stream.WriteAsync(
            $"POST /invites_api HTTP/1.1\r\nHost: example.com\r\nAuthorization: Bearer {api.Key}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}");
        string answer = await stream.ReadToEndAsync();
        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.Equal(status == 413, answer.Contains("urn:invites-api:problem:content-too-large", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Body_LargerThanAllowedInHttp2_IsRefusedAndFillsNoLog()
    {
        using var authority = new TestAuthority(hasIntermediate: false);
        await using ServedApi api = await ServedApi.StartAsync(options =>
            options.WithTls(new CertificateOptions { Certificate = authority.Issue("example.com") }) with
            {
                Limits = new LimitOptions { MaxContentSize = 100 },
            });
        using HttpClient client = api.TlsClient(authority);
        using HttpRequestMessage request = api.Request("https://example.com/invites_api", HttpMethod.Post);
        request.Version = HttpVersion.Version20;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        request.Content = new ByteArrayContent(new byte[101]);
        using HttpResponseMessage answer = await client.SendAsync(request, Cancellation);
        Assert.Equal(413, (int)answer.StatusCode);
        Assert.False(api.Server.Log.TryRead(out _));
    }

    [Fact]
    public async Task Header_LargerThanAllowed_IsRefused()
    {
        await using ServedApi api = await StartAsync(new LimitOptions { MaxHeaderSize = 2000 });
        Assert.StartsWith("HTTP/1.1 401 ", await SendAsync(api, $"{Begin}X-Long: {new string('x', 1000)}\r\nConnection: close\r\n\r\n"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 431 ", await SendAsync(api, $"{Begin}X-Long: {new string('x', 2000)}\r\n\r\n"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 414 ", await SendAsync(api, $"GET /{new string('x', 2000)} HTTP/1.1\r\n\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Header_ThatNeverEnds_IsCutOff()
    {
        await using ServedApi api = await StartAsync(new LimitOptions { HeaderTimeout = TimeSpan.FromSeconds(1) });
        Assert.StartsWith("HTTP/1.1 408 ", await SendAsync(api, Begin), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connection_ThatIsIdle_IsClosed()
    {
        await using ServedApi api = await StartAsync(new LimitOptions { KeepAliveTimeout = TimeSpan.FromSeconds(1) });
        Assert.StartsWith("HTTP/1.1 401 ", await SendAsync(api, Begin + "\r\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Connections_MoreThanAllowed_AreClosedUntilOthersGo(bool isPerClient)
    {
        var limits = isPerClient ? new LimitOptions { MaxConnectionCountPerClient = 2 } : new LimitOptions { MaxConnectionCount = 2 };
        await using ServedApi api = await ServedApi.StartAsync(options => options with { Limits = limits, TrustedProxies = [] });
        await using Stream first = await AnsweredAsync(api);
        Stream second = await AnsweredAsync(api);
        Assert.DoesNotContain("HTTP", await SendAsync(api, Begin + "\r\n"), StringComparison.Ordinal);

        await second.DisposeAsync();
        string answer;
        do
        {
            // The server learns a moment later that the client has gone.
            answer = await SendAsync(api, Begin + "Connection: close\r\n\r\n");
        }
        while (!answer.StartsWith("HTTP", StringComparison.Ordinal));
        Assert.StartsWith("HTTP/1.1 401 ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connections_OfATrustedProxy_AreNotCounted()
    {
        await using ServedApi api = await StartAsync(new LimitOptions { MaxConnectionCountPerClient = 1 });
        await using Stream first = await AnsweredAsync(api);
        await using Stream second = await AnsweredAsync(api);
        await using Stream third = await AnsweredAsync(api);
    }

    [Fact]
    public async Task Connections_OfTheManagementPort_AreNotCounted()
    {
        await using ServedApi api = await ServedApi.StartAsync(options => options with
        {
            Limits = new LimitOptions { MaxConnectionCount = 1, MaxConnectionCountPerClient = 1 },
            Listeners = options.Listeners with { ManagementPort = 0 },
            TrustedProxies = [],
        });
        await using Stream only = await AnsweredAsync(api);
        Assert.DoesNotContain("HTTP", await SendAsync(api, Begin + "\r\n"), StringComparison.Ordinal);
        for (int i = 0; i < 3; i++)
        {
            Answer? health = await Wire.AskAsync(
                api.Server.ManagementPort!.Value, "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            Assert.Equal(200, health?.Status);
        }
    }

    [Fact]
    public async Task SlowAndHostileClients_CostOthersNothing()
    {
        const int Slow = 200;
        const int Silent = 50;
        await using ServedApi api = await StartAsync(new LimitOptions { HeaderTimeout = TimeSpan.FromSeconds(5) });
        double[] alone = await LatenciesAsync(api, until: Task.CompletedTask, atLeast: 100);

        Task<string>[] hostile =
        [
            .. Enumerable.Range(0, Slow).Select(_ => TrickleAsync(api)),
            .. Enumerable.Range(0, Silent).Select(_ => SendAsync(api, Begin)),
        ];
        double[] beside = await LatenciesAsync(api, until: Task.WhenAll(hostile), atLeast: 100);
        Assert.All(await Task.WhenAll(hostile), answer => Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal));
        output.WriteLine($"alone: {Describe(alone)}; beside {Slow + Silent}: {Describe(beside)}");
    }

    private static string Describe(double[] latencies) =>
        $"{latencies.Length} requests, median {latencies[latencies.Length / 2]:F1} ms, p99 {latencies[latencies.Length * 99 / 100]:F1} ms";

    // Asserts that every request succeeds, each on a connection of its own.
    private static async Task<double[]> LatenciesAsync(ServedApi api, Task until, int atLeast)
    {
        using HttpClient client = Dial.To(Dial.Loopback(api.Port), pooled: false);
        List<double> latencies = [];
        while (latencies.Count < atLeast || !until.IsCompleted)
        {
            long start = Stopwatch.GetTimestamp();
            Assert.Equal(201, await api.StatusAsync("http://example.com/invites_api", client));
            latencies.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return [.. latencies.Order()];
    }

    // A byte a second, until the server has enough of it.
    private static async Task<string> TrickleAsync(ServedApi api)
    {
        await using NetworkStream stream = await Dial.OpenAsync(api.Port);
        Task<string> answer = stream.ReadToEndAsync();
        foreach (char c in Begin)
        {
            try
            {
                await stream.WriteAsync(c.ToString());
            }
            catch (IOException)
            {
                break;
            }

            if (await Task.WhenAny(answer, Task.Delay(TimeSpan.FromSeconds(1), Cancellation)) == answer)
            {
                break;
            }
        }

        return await answer;
    }

    private static async Task<Stream> AnsweredAsync(ServedApi api)
    {
        Stream stream = await Dial.OpenAsync(api.Port);
        await stream.WriteAsync(Begin + "\r\n");
        byte[] start = new byte["HTTP/1.1 401".Length];
        await stream.ReadExactlyAsync(start, Cancellation);
        return stream;
    }

    private static async Task<string> SendAsync(ServedApi api, string text)
    {
        await using NetworkStream stream = await Dial.OpenAsync(api.Port);
        try
        {
            await stream.WriteAsync(text);
        }
        catch (IOException)
        {
            // Closed before anything was read.
        }

        return await stream.ReadToEndAsync();
    }

    private static Task<ServedApi> StartAsync(LimitOptions limits) => ServedApi.StartAsync(options => options with { Limits = limits });
}
