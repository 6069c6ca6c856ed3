namespace InvitesApi.PowerShell.Tests;

/// <summary>The embedded host: what it runs, what it says and how it ends.</summary>
public sealed class HostTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("invites-api-test-").FullName;

    [Theory]
    [InlineData("1 + 1", 0, "2")]
    [InlineData("'a'; exit 7; 'b'", 7, "a")]
    [InlineData("'a'; throw 'no'; 'b'", 1, "a")]
    [InlineData("Remove-InviteApiKey example.com nobody-1 -Database $env:TMPDIR/x/y.db -WhatIf; 'on'", 0, "on")]
    [InlineData("'a'; Get-Nothing; 'b'", 0, "a\nb")]
    public async Task Command_Script_EndsWithItsExitCode(string script, int exitCode, string output)
    {
        HostResult result = await HostProcess.RunAsync("-NoProfile", "-NonInteractive", "-Command", script);
        Assert.Equal(exitCode, result.ExitCode);
        Assert.EndsWith(output, result.Output.ReplaceLineEndings("\n").Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_Error_GoesToStandardErrorWithoutColours()
    {
        HostResult result = await HostProcess.RunAsync("-Command", "Get-InviteApiKey", "a..b", "-Database", Path.Combine(_folder, "a.db"));
        Assert.Contains("'a..b' is no host name", result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001B", result.Errors, StringComparison.Ordinal);
        Assert.Equal(string.Empty, result.Output.Trim());
    }

    [Fact]
    public async Task Command_Objects_AreFormattedAsInPwsh()
    {
        HostResult result = await HostProcess.RunAsync(
            "-Command", $"New-InviteApiKey example.com 'My test key' -Database '{_folder}/a.db'");
        Assert.Matches(@"^\s*VirtualHost +Id +State +LastUsedAt +Name *\n-+ +-+ +-+ +-+ +-+ *\nexample\.com +\S{16} +Active +My test key", result.Output);
    }

    [Fact]
    public async Task Input_Script_IsRun()
    {
        HostResult result = await HostProcess.RunInputAsync("if ($true) {\n  'in'\n}\nexit 5\n");
        Assert.Equal((5, "in"), (result.ExitCode, result.Output.Trim()));
        HostResult dash = await HostProcess.RunInputAsync("'dash'", "-Command", "-");
        Assert.Equal((0, "dash"), (dash.ExitCode, dash.Output.Trim()));
    }

    [Fact]
    public async Task File_Script_GetsItsArgumentsAndItsFolder()
    {
        string script = Path.Combine(_folder, "script.ps1");
        await File.WriteAllTextAsync(
            script,
            "param([string] $Name, [switch] $Flag, [int] $Number)\n\"$Name|$Flag|$Number|$PSScriptRoot\"\nexit 4",
            TestContext.Current.CancellationToken);
        HostResult result = await HostProcess.RunAsync("-File", script, "-Name", "a b", "-Flag", "-Number:3");
        Assert.Equal((4, $"a b|True|3|{_folder}"), (result.ExitCode, result.Output.Trim()));
    }

    [Fact]
    public async Task File_Missing_IsAnError()
    {
        HostResult result = await HostProcess.RunAsync("-File", Path.Combine(_folder, "none.ps1"));
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("none.ps1", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownSwitch_IsAUsageError()
    {
        HostResult result = await HostProcess.RunAsync("-Bogus");
        Assert.Equal(64, result.ExitCode);
        Assert.Contains("'-Bogus'", result.Errors, StringComparison.Ordinal);
        Assert.Contains("-File SCRIPT.ps1", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Module_ThatIsMissing_IsAnError()
    {
        HostResult result = await HostProcess.RunAsync("-Module", Path.Combine(_folder, "none.psd1"), "-Command", "1");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("none.psd1", result.Errors, StringComparison.Ordinal);
        Assert.Empty(result.Output.Trim());
    }

    [Theory]
    [InlineData(HostProcess.Signal.Terminate, 0)]
    [InlineData(HostProcess.Signal.Interrupt, 130)]
    public async Task Signal_WhileServing_EndsInOrderAndFreesThePort(HostProcess.Signal signal, int exitCode)
    {
        (HostProcess host, int port) = await HostProcess.ServeAsync(
            $"Start-InviteApiServer example.com -Port 0 -Database '{_folder}/a.db' -Wait | ForEach-Object Port");
        using (host)
        {
            Assert.False(await Web.IsFreeAsync(port));
            host.Send(signal);
            HostResult result = await host.EndAsync();
            Assert.Equal((exitCode, string.Empty), (result.ExitCode, result.Errors));
            Assert.True(await Web.IsFreeAsync(port));
        }

        // What was in the write-ahead log is in the file: the last one out has closed it.
        Assert.Equal(["a.db"], Directory.EnumerateFiles(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task End_OfAScriptWithAServer_StopsIt()
    {
        HostResult result = await HostProcess.RunAsync(
            "-Command", $"(Start-InviteApiServer example.com -Port 0 -Database '{_folder}/a.db').Port");
        Assert.Equal(0, result.ExitCode);
        Assert.True(await Web.IsFreeAsync(int.Parse(result.Output, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(["a.db"], Directory.EnumerateFiles(_folder).Select(Path.GetFileName));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
