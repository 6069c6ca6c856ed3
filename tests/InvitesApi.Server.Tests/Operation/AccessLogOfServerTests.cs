using InvitesApi.Server.Hosting.Operation;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Operation;

/// <summary>What a server on real sockets writes down.</summary>
public sealed class AccessLogOfServerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private OperationOptions Options => new() { AccessLog = _folder["access.log"] };

    [Fact]
    public async Task Requests_WithSecretsEverywhere_AreWrittenWithoutThem()
    {
        List<string> secrets = [];
        await using (OperatedServer server = await OperatedServer.StartAsync(_folder, Options, invitePage: "/i/{invite.token}/"))
        {
            RawAnswer made = await server.GetAsync($"/invites_api?key={server.Key}&redirect=true", "User-Agent: test/1.0");
            string link = made["Location"];
            string token = link.Split('/')[^2];
            secrets.AddRange([server.Key.Split('/')[1], token]);
            await server.GetAsync(new Uri(link).PathAndQuery, $"Referer: {link}");
            await server.GetAsync($"/invites_page?{token}", $"User-Agent: {server.Key}");
            await server.GetAsync($"/elsewhere/{token}?x={Uri.EscapeDataString(server.Key)}", "Host: unknown.example");
            await server.GetAsync("/", $"Referer: http://a.example/?{token}");
            await OperatedServer.SendAsync(server.Port, $"GET /invites_api?key={server.Key} HTTP/1.1", $"Authorization: Bearer {server.Key}");
            Assert.Empty(server.Log);
        }

        string[] lines = await File.ReadAllLinesAsync(_folder["access.log"], TestContext.Current.CancellationToken);
        Assert.All(secrets, secret => Assert.DoesNotContain(lines, line => line.Contains(secret, StringComparison.Ordinal)));
        string[] expected =
        [
            "\"GET /invites_api?key=REDACTED&redirect=true HTTP/1.1\" 303 0 \"-\" \"test/1.0\"",
            "\"GET /i/REDACTED/ HTTP/1.1\" 200",
            "\"GET /invites_page?REDACTED HTTP/1.1\" 200",
            "\"GET /elsewhere/REDACTED?x=REDACTED HTTP/1.1\" 404",
            "\"GET / HTTP/1.1\" 404",
            "\"GET /invites_api?key=REDACTED HTTP/1.1\" 201",
        ];
        Assert.Equal(expected, lines.Zip(expected, (line, form) => line.Substring(line.IndexOf('"', StringComparison.Ordinal), form.Length)));
        Assert.Equal(expected.Length, lines.Length);
    }

    [Fact]
    public async Task Request_OfATrustedProxy_HasItsClientsAddress()
    {
        await using (OperatedServer server = await OperatedServer.StartAsync(_folder, Options))
        {
            await server.GetAsync("/", "X-Forwarded-For: 192.0.2.7");
        }

        Assert.StartsWith("192.0.2.7 - - [", Assert.Single(File.ReadAllLines(_folder["access.log"])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_MadeToForgeLines_IsOneLine()
    {
        await using (OperatedServer server = await OperatedServer.StartAsync(_folder, Options))
        {
            await server.GetAsync("/%0d%0a127.0.0.1%20-%20-", "User-Agent: \"\t\\\"é 200", "Referer: \" 200 0 \"-\" \"x\"");
        }

        string line = Assert.Single(await File.ReadAllLinesAsync(_folder["access.log"], TestContext.Current.CancellationToken));
        Assert.EndsWith(
            "\"GET /%0d%0a127.0.0.1%20-%20- HTTP/1.1\" 404 " + line.Split("404 ")[1].Split(' ')[0]
            + " \"\\\" 200 0 \\\"-\\\" \\\"x\\\"\" \"\\\"\\x09\\\\\\\"\\xc3\\xa9 200\"",
            line,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rotation_WhileRequestsCome_LosesNoLine()
    {
        const int Clients = 4;
        const int Requests = 50;
        await using (OperatedServer server = await OperatedServer.StartAsync(_folder, Options))
        {
            await server.GetAsync("/first");
            async Task AskAsync(int client)
            {
                for (int i = 0; i < Requests; i++)
                {
                    Assert.Equal(404, (await server.GetAsync($"/{client}/{i}")).Status);
                }
            }

            Task asking = Task.WhenAll(Enumerable.Range(0, Clients).Select(AskAsync));
            File.Move(_folder["access.log"], _folder["access.log.1"]);
            await asking;
        }

        Assert.Equal((Clients * Requests) + 1, Directory.GetFiles(_folder.Path, "access.log*").Sum(file => File.ReadLines(file).Count()));
    }

    [Fact]
    public async Task FullDisk_BreaksNoAnswerAndIsSaidOnce()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "There is no /dev/full.");
        await using OperatedServer server = await OperatedServer.StartAsync(_folder, new OperationOptions { AccessLog = "/dev/full" });
        for (int i = 0; i < 20; i++)
        {
            Assert.Equal(201, (await server.GetAsync("/invites_api", $"Authorization: Bearer {server.Key}")).Status);
        }

        await server.DisposeAsync();
        Assert.Contains("'/dev/full' can't be written", Assert.Single(server.Log), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
