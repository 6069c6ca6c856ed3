using System.Net.Sockets;
using InvitesApi.Server.Hosting.Listening;
using InvitesApi.Server.Hosting.Operation;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Operation;

/// <summary>Health and metrics, on sockets.</summary>
public sealed class OperationEndpointsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Paths => ["/healthz", "/readyz", "/metrics"];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Get_FromThisMachine_IsAnswered(string path)
    {
        await using OperatedServer server = await OperatedServer.StartAsync(_folder);
        RawAnswer answer = await server.GetAsync(path);
        Assert.Equal((200, "no-store"), (answer.Status, answer["Cache-Control"]));
        Assert.StartsWith("text/plain", answer["Content-Type"], StringComparison.Ordinal);
        Assert.Equal(200, (await OperatedServer.SendAsync(server.Port, $"HEAD {path} HTTP/1.1")).Status);
        Assert.Equal(405, (await OperatedServer.SendAsync(server.Port, $"POST {path} HTTP/1.1", "Content-Length: 0")).Status);
    }

    [Theory]
    [InlineData("X-Forwarded-For: 127.0.0.1")]
    [InlineData("X-Forwarded-For: 192.0.2.1")]
    [InlineData("Forwarded: for=127.0.0.1;host=localhost")]
    [InlineData("X-Real-IP: 192.0.2.1")]
    [InlineData("Via: 1.1 proxy")]
    [InlineData("Host: example.com")]
    [InlineData("Host: evil.example")]
    public async Task Get_ThroughAProxy_IsNotThere(string header)
    {
        await using OperatedServer server = await OperatedServer.StartAsync(_folder);
        foreach (string path in Paths)
        {
            RawAnswer answer = await server.GetAsync(path, header);
            Assert.Equal((404, "application/problem+json"), (answer.Status, answer["Content-Type"].Split(';')[0]));
        }
    }

    [Fact]
    public async Task Get_OverAUnixSocket_IsNotThere()
    {
        await using OperatedServer server = await OperatedServer.StartAsync(
            _folder, listeners: new ListenerOptions { UnixSockets = [_folder["a.sock"]] });
        var socket = new UnixDomainSocketEndPoint(_folder["a.sock"]);
        Assert.Equal(404, (await OperatedServer.SendAsync(socket, "GET /metrics HTTP/1.1")).Status);
        Assert.Equal(401, (await OperatedServer.SendAsync(socket, "GET /invites_api HTTP/1.1")).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("proxy_set_header X-Real-IP $remote_addr;")]
    [InlineData("proxy_http_version 1.1; proxy_set_header Host $host;")]
    [InlineData("proxy_http_version 1.1; proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;")]
    public async Task Get_ThroughNginx_IsNotThere(string directives)
    {
        await using OperatedServer server = await OperatedServer.StartAsync(_folder);
        using Nginx nginx = await Nginx.StartSilentAsync(server.Port, directives);
        foreach (string path in Paths)
        {
            Assert.Equal(404, (await OperatedServer.SendAsync(nginx.EndPoint, $"GET {path} HTTP/1.1", "Host: example.com")).Status);
        }
    }

    [Fact]
    public async Task Get_ManagementPort_AnswersThemAndNothingElse()
    {
        await using OperatedServer server = await OperatedServer.StartAsync(
            _folder, listeners: new ListenerOptions { ManagementPort = 0 });
        foreach (string path in Paths)
        {
            Assert.Equal(200, (await OperatedServer.SendAsync(server.ManagementPort, $"GET {path} HTTP/1.1", "Host: any.example")).Status);
            Assert.Equal(404, (await server.GetAsync(path)).Status);
        }

        Assert.Equal(404, (await OperatedServer.SendAsync(server.ManagementPort, "GET /invites_api HTTP/1.1")).Status);
        Assert.Equal(401, (await server.GetAsync("/invites_api")).Status);
    }

    [Fact]
    public async Task Get_WhenPublic_IsAnsweredToAll()
    {
        await using OperatedServer server = await OperatedServer.StartAsync(_folder, new OperationOptions { IsPublic = true });
        Assert.Equal(200, (await server.GetAsync("/healthz", "Host: example.com", "X-Forwarded-For: 192.0.2.1")).Status);
        Assert.Equal(200, (await server.GetAsync("/metrics", "Host: example.com", "X-Forwarded-For: 192.0.2.1")).Status);
    }

    [Fact]
    public async Task Readyz_DatabaseThatIsGone_SaysSo()
    {
        await using OperatedServer server = await OperatedServer.StartAsync(_folder);
        File.Delete(_folder["invites.db"]);
        Directory.CreateDirectory(_folder["invites.db"]);
        RawAnswer answer = await server.GetAsync("/readyz");
        Assert.Equal((503, "DatabaseUnavailable\n"), (answer.Status, answer.Body));
        Assert.Equal(200, (await server.GetAsync("/healthz")).Status);
    }

    [Fact]
    public async Task Metrics_AfterRequests_TellsWhatHappenedAndNoSecret()
    {
        await using OperatedServer server = await OperatedServer.StartAsync(_folder);
        RawAnswer made = await server.GetAsync($"/invites_api?key={server.Key}");
        Assert.Equal(201, made.Status);
        await server.GetAsync(new Uri(made["Location"]).PathAndQuery);
        await server.GetAsync("/invites_api");
        await server.GetAsync($"/invites_api?key={server.Key}x");
        await OperatedServer.SendAsync(server.Port, "DELETE /invites_api HTTP/1.1");
        string text = (await server.GetAsync("/metrics")).Body;
        foreach (string line in (string[])
        [
            "invites_api_requests_total{status=\"200\"} 1",
            "invites_api_requests_total{status=\"201\"} 1",
            "invites_api_requests_total{status=\"401\"} 1",
            "invites_api_requests_total{status=\"403\"} 1",
            "invites_api_requests_total{status=\"405\"} 1",
            "invites_api_invites_created_total 1",
            "invites_api_invites_refused_total{reason=\"key_missing\"} 1",
            "invites_api_invites_refused_total{reason=\"key_refused\"} 1",
            "invites_api_request_duration_seconds_count 5",
            "invites_api_database_commit_duration_seconds_count 1",
            "invites_api_database_queue 0",
        ])
        {
            Assert.Contains(line + "\n", text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(server.Key.Split('/')[1], text, StringComparison.Ordinal);
        Assert.DoesNotContain(made["Location"].Split('?')[1], text, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
