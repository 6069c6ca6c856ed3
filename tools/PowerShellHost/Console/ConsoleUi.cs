using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using Terminal = System.Console;

namespace PowerShellHost.Console;

/// <summary>Writes to standard output, errors and the like to standard error, and asks questions where that is allowed.</summary>
internal sealed class ConsoleUi(bool interactive) : PSHostUserInterface
{
    private bool _errors;

    /// <inheritdoc/>
    public override PSHostRawUserInterface RawUI { get; } = new ConsoleRawUi();

    /// <inheritdoc/>
    public override bool SupportsVirtualTerminal => !Terminal.IsOutputRedirected;

    private TextWriter Output => _errors ? Terminal.Error : Terminal.Out;

    private bool IsRedirected => _errors ? Terminal.IsErrorRedirected : Terminal.IsOutputRedirected;

    /// <summary>From now on until the end of the scope, all that is written is an error.</summary>
    public IDisposable BeginErrors() => new ErrorScope(this);

    /// <inheritdoc/>
    public override void Write(string value) => Output.Write(Plain(value, IsRedirected));

    /// <inheritdoc/>
    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

    /// <inheritdoc/>
    public override void WriteLine(string value) => Output.WriteLine(Plain(value, IsRedirected));

    /// <inheritdoc/>
    public override void WriteErrorLine(string value) => Terminal.Error.WriteLine(Plain(value, Terminal.IsErrorRedirected));

    /// <inheritdoc/>
    public override void WriteDebugLine(string message) => WriteErrorLine("DEBUG: " + message);

    /// <inheritdoc/>
    public override void WriteVerboseLine(string message) => WriteErrorLine("VERBOSE: " + message);

    /// <inheritdoc/>
    public override void WriteWarningLine(string message) => WriteErrorLine("WARNING: " + message);

    /// <inheritdoc/>
    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
        // A bar needs the terminal to itself, which scripts' output does not leave it.
    }

    /// <inheritdoc/>
    public override string ReadLine()
    {
        RequireInteractive("input");
        return Terminal.In.ReadLine() ?? string.Empty;
    }

    /// <inheritdoc/>
    public override SecureString ReadLineAsSecureString()
    {
        RequireInteractive("a password");
        var secret = new SecureString();
        for (ConsoleKeyInfo key = Terminal.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Terminal.ReadKey(intercept: true))
        {
            if (key.Key != ConsoleKey.Backspace)
            {
                secret.AppendChar(key.KeyChar);
            }
            else if (secret.Length > 0)
            {
                secret.RemoveAt(secret.Length - 1);
            }
        }

        Terminal.Out.WriteLine();
        return secret;
    }

    /// <inheritdoc/>
    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
    {
        RequireInteractive(string.Join(", ", descriptions.Select(field => field.Name)));
        Say(caption, message);
        return descriptions.ToDictionary(field => field.Name, Ask, StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        RequireInteractive("a choice");
        string[] labels = [.. choices.Select(choice => choice.Label.Replace("&", string.Empty, StringComparison.Ordinal))];
        string[] keys = [.. choices.Select(KeyOf)];
        string question = string.Join("  ", labels.Select((label, i) => $"[{keys[i]}] {label}"));
        Say(caption, message);
        while (true)
        {
            Terminal.Out.Write(defaultChoice < 0 ? $"{question}: " : $"{question} (default is \"{keys[defaultChoice]}\"): ");
            string answer = (Terminal.In.ReadLine() ?? throw new PipelineStoppedException()).Trim();
            int chosen = answer.Length == 0 ? defaultChoice : Array.FindIndex(
                labels, label => string.Equals(label, answer, StringComparison.OrdinalIgnoreCase));
            chosen = chosen >= 0 ? chosen : Array.FindIndex(
                keys, key => string.Equals(key, answer, StringComparison.OrdinalIgnoreCase));
            if (chosen >= 0)
            {
                return chosen;
            }
        }
    }

    /// <inheritdoc/>
    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName)
    {
        RequireInteractive("a user and a password");
        Say(caption, message);
        if (string.IsNullOrEmpty(userName))
        {
            Terminal.Out.Write("User: ");
            userName = ReadLine();
        }

        Terminal.Out.Write($"Password for user {userName}: ");
        return new PSCredential(userName, ReadLineAsSecureString());
    }

    /// <inheritdoc/>
    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options) => PromptForCredential(caption, message, userName, targetName);

    // A file or another program wants no colours.
    private static string Plain(string text, bool redirected) => GetOutputString(text, supportsVirtualTerminal: !redirected);

    // "&Yes" is chosen by Y.
    private static string KeyOf(ChoiceDescription choice)
    {
        int mark = choice.Label.IndexOf('&', StringComparison.Ordinal);
        return mark >= 0 && mark + 1 < choice.Label.Length ? choice.Label[(mark + 1)..(mark + 2)].ToUpperInvariant() : choice.Label;
    }

    private static void Say(params string[] lines)
    {
        foreach (string line in lines.Where(line => !string.IsNullOrEmpty(line)))
        {
            Terminal.Out.WriteLine(line);
        }
    }

    private PSObject Ask(FieldDescription field)
    {
        Terminal.Out.Write(field.Name + ": ");
        return field.ParameterTypeFullName == typeof(SecureString).FullName
            ? PSObject.AsPSObject(ReadLineAsSecureString())
            : PSObject.AsPSObject(ReadLine());
    }

    private void RequireInteractive(string what)
    {
        if (!interactive)
        {
            throw new HostException($"Nobody is there to be asked for {what}. Give it as a parameter.");
        }
    }

    private sealed class ErrorScope : IDisposable
    {
        private readonly ConsoleUi _console;

        public ErrorScope(ConsoleUi console)
        {
            _console = console;
            _console._errors = true;
        }

        public void Dispose() => _console._errors = false;
    }
}
