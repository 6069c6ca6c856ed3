namespace PowerShellHost;

/// <summary>The command line: pwsh's own switches, as far as this host has them.</summary>
/// <param name="Action">What to do.</param>
/// <param name="Text">The command, or the path of the script.</param>
/// <param name="Arguments">What the script gets.</param>
/// <param name="Module">The module to import.</param>
/// <param name="Interactive">Whether questions may be asked.</param>
internal sealed record Options(
    HostAction Action, string Text, IReadOnlyList<string> Arguments, string Module, bool Interactive)
{
    /// <summary>How the host is called.</summary>
    public const string Usage = """
        PowerShellHost: PowerShell's engine with the InvitesApi module imported.

          PowerShellHost -Command TEXT...              runs TEXT; with - the script on standard input
          PowerShellHost -File SCRIPT.ps1 ARGUMENT...  runs a script
          PowerShellHost                               asks for commands; exit ends it
          PowerShellHost -Help                         shows this

          -Module PATH     imports this module in place of the one beside the host
          -NonInteractive  asks nothing
          -NoProfile, -NoLogo are taken and mean nothing: there is neither.

        Exit code: 0, the script's exit N, 1 after a terminating error, 64 for a command line that is not understood, 130 after Ctrl+C.
        """;

    private static string DefaultModule =>
        Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "InvitesApi", "InvitesApi.psd1"));

    /// <summary>Reads the command line.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="inputRedirected">Whether standard input is a file or a pipe: then it is the script if no other is named.</param>
    /// <exception cref="UsageException">A switch is unknown, or its value is missing.</exception>
    public static Options Parse(string[] args, bool inputRedirected)
    {
        var options = new Options(
            inputRedirected ? HostAction.RunInput : HostAction.Prompt, string.Empty, [], DefaultModule, !inputRedirected);
        for (int i = 0; i < args.Length; i++)
        {
            switch (args[i].ToUpperInvariant())
            {
                case "-NOPROFILE" or "-NOLOGO":
                    break;
                case "-NONINTERACTIVE":
                    options = options with { Interactive = false };
                    break;
                case "-MODULE":
                    options = options with { Module = Path.GetFullPath(Value(args, ref i)) };
                    break;
                case "-HELP" or "-H" or "-?" or "--HELP":
                    return options with { Action = HostAction.Help };
                case "-FILE" or "-F":
                    string script = Value(args, ref i);
                    return options with { Action = HostAction.RunFile, Text = script, Arguments = args[(i + 1)..] };
                case "-COMMAND" or "-C":
                    Value(args, ref i);
                    string text = string.Join(' ', args[i..]);
                    return text == "-"
                        ? options with { Action = HostAction.RunInput }
                        : options with { Action = HostAction.RunCommand, Text = text };
                default:
                    throw new UsageException($"'{args[i]}' is not understood. Scripts are run with -File, commands with -Command.");
            }
        }

        return options;
    }

    private static string Value(string[] args, ref int i)
    {
        string name = args[i];
        return ++i < args.Length ? args[i] : throw new UsageException($"{name} needs a value.");
    }
}
