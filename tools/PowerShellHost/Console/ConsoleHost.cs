using System.Globalization;
using System.Management.Automation.Host;

namespace PowerShellHost.Console;

/// <summary>What the engine sees of the terminal, and how a script ends it.</summary>
internal sealed class ConsoleHost(bool interactive) : PSHost
{
    /// <summary>Where output and questions go.</summary>
    public ConsoleUi Console { get; } = new(interactive);

    /// <summary>The code that <c>exit</c> was called with; null while it was not.</summary>
    public int? ExitCode { get; private set; }

    /// <inheritdoc/>
    public override CultureInfo CurrentCulture { get; } = CultureInfo.CurrentCulture;

    /// <inheritdoc/>
    public override CultureInfo CurrentUICulture { get; } = CultureInfo.CurrentUICulture;

    /// <inheritdoc/>
    public override Guid InstanceId { get; } = new("3e7d2c58-9b1f-4a6c-8e23-61f0a4d5b7c9");

    /// <inheritdoc/>
    public override string Name => "PowerShellHost";

    /// <inheritdoc/>
    public override PSHostUserInterface UI => Console;

    /// <inheritdoc/>
    public override Version Version { get; } = typeof(ConsoleHost).Assembly.GetName().Version!;

    /// <inheritdoc/>
    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;

    /// <inheritdoc/>
    public override void EnterNestedPrompt() => throw new NotSupportedException("This host has no nested prompt. Use pwsh.");

    /// <inheritdoc/>
    public override void ExitNestedPrompt() => throw new NotSupportedException("This host has no nested prompt. Use pwsh.");

    /// <inheritdoc/>
    public override void NotifyBeginApplication()
    {
        // A program that is started shares our terminal; nothing is to be saved.
    }

    /// <inheritdoc/>
    public override void NotifyEndApplication()
    {
        // Nor to be restored.
    }
}
