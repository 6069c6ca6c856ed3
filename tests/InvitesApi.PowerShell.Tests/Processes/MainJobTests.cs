using System.Text.RegularExpressions;

namespace InvitesApi.PowerShell.Tests;

/// <summary>What the README promises of a fresh machine, in processes of their own.</summary>
public sealed partial class MainJobTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("invites-api-test-").FullName;

    private string Database => Path.Combine(_folder, "invites.db");

    [Fact]
    public async Task QuickStart_PrintsKeyStatusAndLocation()
    {
        HostResult result = await HostProcess.RunAsync("-File", Path.Combine(ModuleSession.RepositoryFolder, "samples", "QuickStart.ps1"));
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Errors));
        Assert.Matches(
            """^Key:      \S{16}/\S{42}\nStatus:   201 Created\nLocation: http://localhost:\d+/invites_page\?[A-Za-z0-9_-]{24}\n$""",
            result.Output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Readme_NamesTheCommandsThatTheseTestsRun()
    {
        string readme = await File.ReadAllTextAsync(
            Path.Combine(ModuleSession.RepositoryFolder, "README.md"), TestContext.Current.CancellationToken);
        Assert.Contains(
            "dotnet run -c Release --project tools/PowerShellHost -- -File samples/QuickStart.ps1", readme, StringComparison.Ordinal);
        Assert.Contains("dotnet test -c Release", readme, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_LoadsNothingHeavy()
    {
        HostResult result = await HostProcess.RunAsync(
            "-Command", "[AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object { $_.GetName().Name }");
        string[] loaded = result.Output.Split('\n', StringSplitOptions.TrimEntries);
        Assert.Contains("InvitesApi.PowerShell", loaded);
        Assert.DoesNotContain(loaded, name => name.Contains("AspNetCore", StringComparison.Ordinal)
            || name.Contains("Sqlite", StringComparison.OrdinalIgnoreCase)
            || name.Contains("SQLitePCL", StringComparison.Ordinal)
            || name == "InvitesApi.Server");
    }

    [Fact]
    public async Task Key_RemovedByAnotherProcess_IsRefusedAtTheNextRequest()
    {
        string key = await NewKeyAsync();
        (HostProcess server, int port) = await ServeAsync();
        using (server)
        {
            Assert.Equal(201, await Web.StatusAsync(port, key));
            string second = await NewKeyAsync();
            Assert.Equal(201, await Web.StatusAsync(port, second));
            Assert.Equal(0, (await HostProcess.RunAsync(
                "-Command", $"Remove-InviteApiKey example.com {key.Split('/')[0]} -Database '{Database}'")).ExitCode);
            Assert.Equal(403, await Web.StatusAsync(port, key));
            Assert.Equal(201, await Web.StatusAsync(port, second));
        }
    }

    [Fact]
    public async Task Invites_ThatWereAnswered_SurviveKill9()
    {
        string key = await NewKeyAsync();
        (HostProcess first, int port) = await ServeAsync();
        List<Uri> links = [];
        using (first)
        {
            for (int i = 0; i < 40; i++)
            {
                links.Add(new Uri(await Web.LocationAsync(port, key)));
            }

            first.Kill();
        }

        (HostProcess second, int newPort) = await ServeAsync();
        using (second)
        {
            foreach (Uri link in links)
            {
                using HttpResponseMessage page = await Web.GetAsync(new UriBuilder(link) { Port = newPort }.Uri);
                Assert.Equal(200, (int)page.StatusCode);
            }
        }
    }

    [Fact]
    public async Task Secret_IsNeitherInTheFilesNorInWhatIsSaid()
    {
        HostResult made = await HostProcess.RunAsync(
            "-Command",
            $"$key = New-InviteApiKey example.com 'My key' -Database '{Database}' -Verbose; $key; 'Key: ' + $key.Key; "
            + $"Get-InviteApiKey -Database '{Database}' -Verbose");
        string key = KeyLine().Match(made.Output).Groups[1].Value;
        string secret = key.Split('/')[1];
        Assert.Equal(42, secret.Length);
        Assert.DoesNotContain(secret, made.Errors + KeyLine().Replace(made.Output, string.Empty), StringComparison.Ordinal);

        (HostProcess server, int port) = await ServeAsync("-Verbose");
        using (server)
        {
            string link = await Web.LocationAsync(port, key);
            using HttpResponseMessage page = await Web.GetAsync(new Uri(link));
            Assert.Equal(403, await Web.StatusAsync(port, key + "x"));
            string files = string.Concat(Directory.EnumerateFiles(_folder).Select(ReadShared));
            Assert.DoesNotContain(secret, files, StringComparison.Ordinal);
            Assert.DoesNotContain(link.Split('?')[1], files, StringComparison.Ordinal);
            server.Send(HostProcess.Signal.Terminate);
            HostResult served = await server.EndAsync();
            Assert.DoesNotContain(secret, served.Output + served.Errors, StringComparison.Ordinal);
            Assert.Contains("Listening on", served.Errors, StringComparison.Ordinal);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // Latin-1 has a character for every byte.
    private static string ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file, System.Text.Encoding.Latin1);
        return reader.ReadToEnd();
    }

    private async Task<string> NewKeyAsync() =>
        (await HostProcess.RunAsync("-Command", $"(New-InviteApiKey example.com -Database '{Database}').Key")).Output.Trim();

    private Task<(HostProcess Host, int Port)> ServeAsync(string more = "") => HostProcess.ServeAsync(
        $"Start-InviteApiServer example.com -Port 0 -Database '{Database}' -Wait {more} | ForEach-Object Port");

    [GeneratedRegex(@"^Key: (\S+)", RegexOptions.Multiline)]
    private static partial Regex KeyLine();
}
