using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Internal;

namespace InvitesApi.PowerShell.Tests;

/// <summary>A host with a terminal of 80 columns, which remembers what was written to it and answers prompts as told.</summary>
public sealed class RecordingHost : PSHost
{
    private readonly RecordingUi _ui = new();

    /// <inheritdoc/>
    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

    /// <inheritdoc/>
    public override CultureInfo CurrentUICulture => CultureInfo.GetCultureInfo("en-US");

    /// <inheritdoc/>
    public override Guid InstanceId { get; } = new("0f3b7d3e-3a9c-4c0e-8a52-5d1c6c1f2b11");

    /// <inheritdoc/>
    public override string Name => nameof(RecordingHost);

    /// <inheritdoc/>
    public override PSHostUserInterface UI => _ui;

    /// <inheritdoc/>
    public override Version Version { get; } = new(1, 0);

    /// <summary>All that was written to the terminal, without colours.</summary>
    public string Text => new StringDecorated(_ui.Text).ToString(OutputRendering.PlainText);

    /// <summary>How many questions were asked.</summary>
    public int Questions => _ui.Questions;

    /// <summary>Answers the next question.</summary>
    /// <param name="label">The label of a choice: Yes, No.</param>
    public void Answer(string label) => _ui.Answers.Enqueue(label);

    /// <inheritdoc/>
    public override void EnterNestedPrompt() => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void ExitNestedPrompt() => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void NotifyBeginApplication()
    {
    }

    /// <inheritdoc/>
    public override void NotifyEndApplication()
    {
    }

    /// <inheritdoc/>
    public override void SetShouldExit(int exitCode)
    {
    }
}
