using System.Management.Automation;
using InvitesApi.Server.Hosting.Logging;

namespace InvitesApi.PowerShell.Servers;

/// <summary>
/// Shows the lines of a server's log in the streams of a cmdlet: warnings and errors as warnings, what else has happened with -Verbose. Where
/// the console is systemd's journal, all of them as they are, each after its level (sd-daemon(3)), so that the journal knows it.
/// </summary>
/// <param name="cmdlet">The cmdlet, in whose pipeline's thread this is.</param>
internal sealed class LogConsole(Cmdlet cmdlet)
{
    private const string JournalVariable = "JOURNAL_STREAM";
    private const string StandardOutput = "/proc/self/fd/1";

    // PowerShell's own tag for what goes to the host whatever the preferences say.
    private static readonly string[] ToHost = ["PSHOST"];

    private readonly bool _isJournal = IsJournal();

    /// <summary>Shows a line.</summary>
    public void Write(LogLine line)
    {
        if (_isJournal)
        {
            cmdlet.WriteInformation(new HostInformationMessage { Message = $"<{line.Severity}>{line.Text}" }, ToHost);
        }
        else if (line.Severity <= LogLine.Warning)
        {
            cmdlet.WriteWarning(line.Text);
        }
        else
        {
            cmdlet.WriteVerbose(line.Text);
        }
    }

    // JOURNAL_STREAM=DEVICE:INODE tells which stream is the journal's (systemd.exec(5)). Children inherit the variable, though they may write
    // elsewhere; so only where standard output is that very stream, it is the journal.
    private static bool IsJournal()
    {
        string? stream = Environment.GetEnvironmentVariable(JournalVariable);
        int colon = stream?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        return colon > 0
            && OperatingSystem.IsLinux()
            && new FileInfo(StandardOutput).LinkTarget == $"socket:[{stream![(colon + 1)..]}]";
    }
}
