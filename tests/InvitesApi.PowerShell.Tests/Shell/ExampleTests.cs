using System.Management.Automation;

namespace InvitesApi.PowerShell.Tests;

/// <summary>The examples of the help, run as they stand. They may stop all servers of the process, and so run alone.</summary>
[Collection(nameof(WholeProcess))]
public sealed class ExampleTests
{
    /// <summary>Every example: its cmdlet, title and code.</summary>
    public static TheoryData<string, string, string> Examples
    {
        get
        {
            using var session = new ModuleSession();
            return [.. ModuleCmdlets.All.SelectMany(cmdlet => session
                .Run($"(Get-Help {cmdlet.Name}).examples.example | ForEach-Object {{ , @($_.title, $_.code) }}")
                .Select(example => (object[])example.BaseObject)
                .Select(example => (cmdlet.Name, $"{example[0]}".Trim(), $"{example[1]}")))];
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Example_AsItStands_Runs(string cmdlet, string title, string code)
    {
        using var session = new ModuleSession();
        Assert.Contains(cmdlet, code, StringComparison.Ordinal);
        Assert.NotEmpty(title);

        // What an example writes goes with the session.
        session.MoveTo(session.Folder);

        // There is something to list and to remove, and who is asked says yes.
        session.Run("'ci-1', 'web' | ForEach-Object { $null = New-InviteApiKey example.com $_ }");
        Array.ForEach(["Yes to All", "Yes to All", "Yes to All"], session.Host.Answer);
        if (!code.Contains(" -Wait", StringComparison.Ordinal))
        {
            session.Run(code);
            return;
        }

        using RunningScript waiting = session.Begin(code);
        PSObject server = await waiting.FirstAsync();
        Assert.False(await Web.IsFreeAsync(server.Port()));
        await waiting.StopAsync();
        Assert.True(await Web.IsFreeAsync(server.Port()));
    }
}
