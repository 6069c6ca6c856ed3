using System.Management.Automation;

namespace InvitesApi.PowerShell.Tests;

/// <summary><c>Start-InviteApiServer -ConfigurationFile</c> and <c>Test-InviteApiConfiguration</c>.</summary>
public sealed class ConfigurationFileTests : SessionTests
{
    private const string Start = "Start-InviteApiServer";
    private const string Check = "Test-InviteApiConfiguration";

    [Theory]
    [InlineData(
        "server.json",
        """{ "virtualHosts": ["a.example", { "name": "b.example", "invitePage": "none" }], "ports": 0, "database": "own.db" }""")]
    [InlineData(
        "server.psd1",
        "@{ VirtualHosts = 'a.example', @{ Name = 'b.example'; InvitePage = 'none' }; ports = 0; Database = 'own.db' }")]
    [InlineData(
        "server.psd1",
        "@{\nVirtualHosts = @(\n'a.example'\n@{ name = 'b.example'; invitePage = 'none' }\n)\nPorts = @(0)\ndatabase = \"own.db\" # here\n}")]
    public async Task File_InEitherForm_Serves(string name, string text)
    {
        Session.Run("$PSDefaultParameterValues.Clear()");
        PSObject server = Session.One($"{Start} -ConfigurationFile '{Write(name, text)}'");
        Assert.Equal(["a.example", "b.example"], Assert.IsAssignableFrom<IEnumerable<string>>(server.Get("VirtualHost")));
        string database = Path.Combine(Session.Folder, "own.db");
        Assert.Equal(database, server.Text("Database"));
        string key = Session.One($"New-InviteApiKey b.example -Database '{database}'").Text("Key");
        Assert.StartsWith("xmpp:b.example?", await Web.LocationAsync(server.Port(), key, "b.example"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parameters_GoBeforeTheFile()
    {
        string file = Write(
            "server.json",
            """{ "virtualHosts": ["a.example", "b.example"], "invitePage": "none", "allowPlainHttp": true, "interfaces": "*" }""");
        PSObject server = Session.One(
            $"{Start} b.example -ConfigurationFile '{file}' -InvitePage auto -Interface 127.0.0.1 -AllowPlainHttp:$false");
        Assert.Equal(["b.example"], Assert.IsAssignableFrom<IEnumerable<string>>(server.Get("VirtualHost")));
        Assert.Equal($"http://127.0.0.1:{server.Port()}/", server.ToString());
        Assert.Equal(Session.Database, server.Text("Database"));
        string link = await Web.LocationAsync(server.Port(), NewKey("b.example").Text, "b.example");
        Assert.StartsWith("http://b.example/", link, StringComparison.Ordinal);
        Session.Try($"{Start} -ConfigurationFile '{file}' -AllowPlainHttp:$false")
            .Ended(Start, "PlainHttpRefused", ErrorCategory.SecurityError, "*");
    }

    [Fact]
    public void Database_ThroughThePipeline_GoesBeforeTheFile()
    {
        string file = Write("server.json", """{ "virtualHosts": "a.example", "database": "own.db" }""");
        Session.Run("$PSDefaultParameterValues.Remove('*-Invite*:Database')");
        Assert.Equal(
            Session.Database,
            Session.One($"New-InviteApiKey a.example -Database $database | {Start} -ConfigurationFile '{file}'").Text("Database"));
    }

    [Fact]
    public void File_OfAnotherFolder_IsFoundFromTheSessions()
    {
        string folder = Directory.CreateDirectory(Path.Combine(Session.Folder, "etc")).FullName;
        File.WriteAllText(Path.Combine(folder, "server.json"), """{ "virtualHosts": "a.example", "accessLog": "access.log" }""");
        Session.MoveTo(Session.Folder);
        Session.Run($"{Start} -ConfigurationFile etc/server.json");
        Assert.True(File.Exists(Path.Combine(folder, "access.log")));
    }

    [Fact]
    public void Sample_Starts()
    {
        string sample = Path.Combine(ModuleSession.RepositoryFolder, "samples", "server.json");
        PSObject server = Session.One($"{Start} -ConfigurationFile '{sample}'");
        Assert.Equal(["example.com", "example.org"], Assert.IsAssignableFrom<IEnumerable<string>>(server.Get("VirtualHost")));
        Assert.DoesNotContain(Session.Run($"{Check} '{sample}'"), finding => $"{finding.Get("Severity")}" == "Error");
    }

    [Theory]
    [InlineData("server.json", "{\n\"prots\": 1 }", 2, "prots")]
    [InlineData("server.json", "{\n\"ports\":\n\"1\" }", 3, "ports")]
    [InlineData("server.json", "{\n\"ports\": 1", 2, null)]
    [InlineData("server.psd1", "@{\n Prots = 1\n}", 2, "Prots")]
    [InlineData("server.psd1", "@{\n Ports = '1'\n}", 2, "Ports")]
    [InlineData("server.psd1", "@{ VirtualHosts = @(\n @{ Name = 'a.example'\n Ports = 1 }) }", 3, "virtualHosts[0].Ports")]
    [InlineData("server.psd1", "@{\n Ports = 1\n ports = 2 }", 3, null)]
    [InlineData("server.psd1", "@{\n Ports = (Get-Date).Year }", 2, null)]
    [InlineData("server.psd1", "@{\n Ports = 1; AccessLog = \"$HOME/access.log\" }", 2, null)]
    [InlineData("server.psd1", "@{\n Ports = $(1) }", 2, null)]
    [InlineData("server.psd1", "@{\n $HOME = 1 }", 2, null)]
    [InlineData("server.psd1", "'x'\n@{ }", 1, null)]
    [InlineData("server.psd1", "\n'x'", 2, null)]
    [InlineData("server.psd1", "@{\n Ports = ", 2, null)]
    public void File_ThatIsBad_IsRefusedWithItsLine(string name, string text, int line, string? setting)
    {
        string file = Write(name, text);
        ScriptResult result = Session.Try($"{Start} a.example -ConfigurationFile '{file}'");
        result.Ended(Start, "ConfigurationInvalid", ErrorCategory.InvalidData, setting ?? file);
        Assert.Contains($"{file}, line {line}", result.Error.Exception.Message, StringComparison.Ordinal);

        PSObject finding = Session.One($"{Check} '{file}'");
        Assert.Equal(
            ("Error", file, line, setting),
            ($"{finding.Get("Severity")}", finding.Text("File"), finding.Get("Line"), finding.Get("Setting")));
        Assert.Contains(finding.Text("Message"), result.Error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DataFile_IsNotRun()
    {
        string mark = Path.Combine(Session.Folder, "mark");
        string file = Write("server.psd1", $"@{{ Ports = [IO.File]::WriteAllText('{mark}', 'x') }}");
        Session.Try($"{Start} a.example -ConfigurationFile '{file}'").Ended(Start, "ConfigurationInvalid", ErrorCategory.InvalidData, file);
        Assert.False(File.Exists(mark));
    }

    [Fact]
    public void DataFile_NumbersWithUnits_AreNumbers()
    {
        string file = Write("server.psd1", "@{ VirtualHosts = 'a.example'; Ports = 0; MaxContentSize = 64KB; PublicOperation = $true }");
        Session.Run($"{Start} -ConfigurationFile '{file}'");
    }

    [Theory]
    [InlineData(Start + " -ConfigurationFile missing.json", Start)]
    [InlineData(Check + " missing.json", Check)]
    public void File_ThatIsNotThere_IsTold(string script, string cmdlet)
    {
        Session.MoveTo(Session.Folder);
        Session.Try(script)
            .Ended(cmdlet, "ConfigurationUnavailable", ErrorCategory.OpenError, Path.Combine(Session.Folder, "missing.json"));
    }

    [Fact]
    public void File_WithoutHosts_NeedsTheParameter()
    {
        string file = Write("server.json", "{ \"ports\": 0 }");
        Session.Try($"{Start} -ConfigurationFile '{file}'")
            .Reported(Start, "VirtualHostInvalid", ErrorCategory.InvalidArgument, target: null);
        Session.Run($"{Start} a.example -ConfigurationFile '{file}'");
    }

    [Fact]
    public void Check_OfFilesFromThePipeline_TellsOfEach()
    {
        Write("a.json", "{ \"virtualHosts\": \"a.example\", \"ports\": 0, \"trustedProxies\": \"x\", \"database\": \"a.db\" }");
        Write("b.psd1", "@{ VirtualHosts = 'a..b'\nPorts = 0; Database = 'a.db' }");
        PSObject[] findings = [.. Session.Run(
            $"'a.json', 'b.psd1' | ForEach-Object {{ [IO.FileInfo]\"{Session.Folder}/$_\" }} | {Check} | Where-Object Severity -eq Error")];
        Assert.Equal([("trustedProxies", 1), ("virtualHosts[0]", 1)], findings.Select(one => (one.Text("Setting"), (int)one.Get("Line")!)));
        Assert.Empty(Directory.GetFiles(Session.Folder, "*.db"));
    }

    [Fact]
    public void Check_Findings_AreATableWithinTheTerminal()
    {
        string file = Write(
            "a.json", "{ \"virtualHosts\": [{ \"name\": \"a.example\", \"certificatePath\": \"a-file-that-is-not-there.pem\" }] }");
        Session.Run($"{Check} '{file}' | Out-Host");
        Assert.Matches("Severity +Line +Setting +Message", Session.Host.Text);
        Assert.All(Session.Host.Text.Split('\n'), line => Assert.InRange(line.TrimEnd('\r').Length, 0, 80));
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(Session.Folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
