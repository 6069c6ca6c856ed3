using PowerShellHost.Console;

namespace PowerShellHost;

/// <summary>The PowerShell engine with the module imported, for a machine without pwsh.</summary>
internal static class Program
{
    private const int UsageError = 64; // sysexits.h: EX_USAGE
    private const int Failure = 1;

    public static int Main(string[] args)
    {
        // The engine asks once, when it is first used.
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");

        Options options;
        try
        {
            options = Options.Parse(args, System.Console.IsInputRedirected);
        }
        catch (UsageException usage)
        {
            System.Console.Error.WriteLine(usage.Message);
            System.Console.Error.WriteLine(Options.Usage);
            return UsageError;
        }

        if (options.Action == HostAction.Help)
        {
            System.Console.Out.WriteLine(Options.Usage);
            return 0;
        }

        var host = new ConsoleHost(options.Interactive);
        using var session = new Session(host);
        using var signals = new Signals(session);
        if (!session.Import(options.Module))
        {
            return Failure;
        }

        return options.Action switch
        {
            HostAction.RunFile => session.RunFile(options.Text, options.Arguments),
            HostAction.RunCommand => session.RunText(options.Text),
            HostAction.RunInput => session.RunText(System.Console.In.ReadToEnd()),
            _ => new Prompt(session).Run(),
        };
    }
}
