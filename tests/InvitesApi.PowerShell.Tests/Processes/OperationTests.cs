using System.Globalization;
using System.Management.Automation;
using System.Net;
using System.Net.Sockets;

namespace InvitesApi.PowerShell.Tests;

/// <summary>What those who run a server see of it: logs, health, metrics and traces.</summary>
public sealed class OperationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("invites-api-test-").FullName;

    // A line for the server, its port, and one for each warning as it comes.
    private const string Streams = "ForEach-Object { if ($_.Port) { $_.Port } else { \"$($_.GetType().Name): $_\" } }";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AccessLog_RelativePath_IsOfTheSessionAndHasNoKey()
    {
        using var session = new ModuleSession();
        session.MoveTo(session.Folder);
        string key = session.One("New-InviteApiKey example.com").Text("Key");
        PSObject server = session.One("$server = Start-InviteApiServer example.com -AccessLog ./access.log; $server");
        using HttpResponseMessage answer = await Web.GetAsync(new Uri($"http://localhost:{server.Port()}/invites_api?key={key}"));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        session.Run("$server | Stop-InviteApiServer");
        string line = Assert.Single(await File.ReadAllLinesAsync(Path.Combine(session.Folder, "access.log"), Cancellation));
        Assert.Contains("\"GET /invites_api?key=REDACTED HTTP/1.1\" 201 0 \"-\" \"-\"", line, StringComparison.Ordinal);
    }

    [Fact]
    public void AccessLog_ThatCannotBeWritten_EndsTheCmdlet()
    {
        using var session = new ModuleSession();
        session.Try($"Start-InviteApiServer example.com -AccessLog '{session.Folder}'")
            .Ended("Start-InviteApiServer", "AccessLogUnavailable", ErrorCategory.OpenError, session.Folder);
        session.Try("Start-InviteApiServer example.com -AccessLog env:x")
            .Ended("Start-InviteApiServer", "AccessLogUnavailable", ErrorCategory.OpenError, "env:x");
        Assert.Empty(session.Run($"Get-InviteApiServer | Where-Object Database -eq '{session.Database}'"));
    }

    [Fact]
    public async Task ManagementPort_Free_IsTold()
    {
        using var session = new ModuleSession();
        PSObject server = session.One("$server = Start-InviteApiServer example.com -ManagementPort 0; $server");
        int port = Assert.IsType<int>(server.Get("ManagementPort"));
        using HttpResponseMessage metrics = await Web.GetAsync(new Uri($"http://localhost:{port}/metrics"));
        Assert.Contains(
            "invites_api_invites_created_total 0", await metrics.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        using HttpResponseMessage elsewhere = await Web.GetAsync(new Uri($"http://localhost:{server.Port()}/metrics"));
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
        session.Run("$server | Stop-InviteApiServer");
    }

    [Fact]
    public async Task PublicOperation_IsAnsweredUnderTheHostsName()
    {
        using var session = new ModuleSession();
        PSObject server = session.One("$server = Start-InviteApiServer example.com -PublicOperation; $server");
        using HttpResponseMessage health = await Web.GetAsync(new Uri($"http://localhost:{server.Port()}/healthz"), "example.com");
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        session.Run("$server | Stop-InviteApiServer");
    }

    [Fact]
    public async Task Wait_Error_IsShownAsAWarning()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "There is no /dev/full.");
        (HostProcess host, int port) = await HostProcess.ServeAsync(Script("-AccessLog /dev/full 3>&1", Streams));
        using (host)
        {
            Assert.Equal(401, await StatusAsync(port));
            Assert.StartsWith("WarningRecord: The access log '/dev/full' can't be written", await host.ReadLineAsync(), StringComparison.Ordinal);
            host.Send(HostProcess.Signal.Terminate);
            Assert.Equal(string.Empty, (await host.EndAsync()).Errors);
        }
    }

    [Fact]
    public async Task Wait_InTheJournal_PutsTheLevelBeforeEachLine()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "There is no systemd.");
        using var journal = new TcpListener(IPAddress.Loopback, 0);
        journal.Start();
        int journalPort = ((IPEndPoint)journal.LocalEndpoint).Port;
        string bash = $"exec 1<>/dev/tcp/127.0.0.1/{journalPort}; "
            + "export JOURNAL_STREAM=8:$(readlink /proc/$$/fd/1 | tr -dc 0-9); exec \"$0\" \"$@\"";
        using HostProcess host = HostProcess.Start("bash", [], "-c", bash, HostProcess.Program, "-Command", Script("-AccessLog /dev/full"));
        using TcpClient stream = await journal.AcceptTcpClientAsync(Cancellation);
        using var lines = new StreamReader(stream.GetStream());
        int port = int.Parse((await lines.ReadLineAsync(Cancellation))!, CultureInfo.InvariantCulture);
        Assert.Equal(401, await StatusAsync(port));
        Assert.StartsWith(
            "<3>The access log '/dev/full' can't be written", await lines.ReadLineAsync(Cancellation), StringComparison.Ordinal);
        host.Send(HostProcess.Signal.Terminate);
        Assert.Equal(string.Empty, (await host.EndAsync()).Errors);
    }

    [Fact]
    public async Task OpenTelemetry_WithoutItsVariables_IsNotLoaded()
    {
        (int _, string[] loaded) = await LoadedAsync();
        Assert.Contains("InvitesApi.Server", loaded);
        Assert.DoesNotContain(loaded, name => name.StartsWith("OpenTelemetry", StringComparison.Ordinal));
    }

    [Fact]
    public async Task OpenTelemetry_WithItsVariables_SendsTracesAndMetricsWithoutSecrets()
    {
        await using var collector = new OtlpReceiver();
        string key = (await HostProcess.RunAsync("-Command", $"(New-InviteApiKey example.com -Database '{_folder}/a.db').Key")).Output.Trim();
        (HostProcess host, int port) = await HostProcess.ServeAsync(
            Script(string.Empty),
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Endpoint),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_SERVICE_NAME", "my-invites"));
        string link;
        using (host)
        {
            using HttpResponseMessage answer = await Web.GetAsync(new Uri($"http://localhost:{port}/invites_api?key={key}"));
            link = Assert.Single(answer.Headers.GetValues("Location"));
            using HttpResponseMessage page = await Web.GetAsync(new Uri(link));
            using HttpResponseMessage lost = await Web.GetAsync(new Uri($"http://localhost:{port}/lost/{link.Split('?')[1]}"));
            host.Send(HostProcess.Signal.Terminate);
            HostResult ended = await host.EndAsync();
            Assert.Equal((0, string.Empty), (ended.ExitCode, ended.Errors));
        }

        string traces = collector["/v1/traces"];
        Assert.Contains("my-invites", traces, StringComparison.Ordinal);
        Assert.Contains("/invites_api", traces, StringComparison.Ordinal);
        Assert.Contains("/lost/REDACTED", traces, StringComparison.Ordinal);
        string metrics = collector["/v1/metrics"];
        Assert.Contains("my-invites", metrics, StringComparison.Ordinal);
        Assert.Contains("invites_api.invites.created", metrics, StringComparison.Ordinal);
        Assert.Contains("invites_api.database.commit.duration", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain(key.Split('/')[1], traces + metrics, StringComparison.Ordinal);
        Assert.DoesNotContain(link.Split('?')[1], traces + metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenTelemetry_CollectorThatIsAway_DoesNotHinder()
    {
        using var nobody = new TcpListener(IPAddress.Loopback, 0);
        nobody.Start();
        string endpoint = $"http://{nobody.LocalEndpoint}";
        nobody.Stop();
        (int exitCode, string[] loaded) = await LoadedAsync(("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint));
        Assert.Equal(0, exitCode);
        Assert.Contains("OpenTelemetry.Exporter.OpenTelemetryProtocol", loaded);
    }

    [Fact]
    public async Task OpenTelemetry_MalformedVariables_AreSaidAndTheServerServes()
    {
        (HostProcess host, int port) = await HostProcess.ServeAsync(
            Script("3>&1", Streams),
            ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9"),
            ("OTEL_EXPORTER_OTLP_HEADERS", "no-secret-of-a-header"));
        using (host)
        {
            Assert.Equal(401, await StatusAsync(port));
            string said = (await host.ReadLineAsync())!;
            Assert.StartsWith("WarningRecord: Traces and metrics are not exported", said, StringComparison.Ordinal);
            Assert.DoesNotContain("no-secret", said, StringComparison.Ordinal);
            host.Send(HostProcess.Signal.Terminate);
            Assert.Equal(string.Empty, (await host.EndAsync()).Errors);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<int> StatusAsync(int port)
    {
        using HttpResponseMessage answer = await Web.GetAsync(new Uri($"http://localhost:{port}/invites_api"));
        return (int)answer.StatusCode;
    }

    private string Script(string more, string show = "ForEach-Object Port") =>
        $"Start-InviteApiServer example.com -Port 0 -Database '{_folder}/a.db' -Wait {more} | {show}";

    private async Task<(int ExitCode, string[] Loaded)> LoadedAsync(params (string Name, string Value)[] environment)
    {
        using HostProcess host = HostProcess.Start(
            HostProcess.Program,
            environment,
            "-Command",
            $"$server = Start-InviteApiServer example.com -Port 0 -Database '{_folder}/a.db'; "
            + "[AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object { $_.GetName().Name }; $server | Stop-InviteApiServer");
        HostResult result = await host.EndAsync();
        Assert.Equal(string.Empty, result.Errors);
        return (result.ExitCode, result.Output.Split('\n', StringSplitOptions.TrimEntries));
    }
}
