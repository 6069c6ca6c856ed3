using System.Collections.ObjectModel;
using System.Management.Automation;

namespace InvitesApi.PowerShell.Tests;

/// <summary>What a script has put out.</summary>
public sealed record ScriptResult(
    Collection<PSObject> Output,
    IReadOnlyList<ErrorRecord> Errors,
    IReadOnlyList<string> Verbose,
    IReadOnlyList<string> Warnings,
    RuntimeException? Failure)
{
    /// <summary>The one error: terminating or not.</summary>
    public ErrorRecord Error => Failure?.ErrorRecord ?? Assert.Single(Errors);

    /// <summary>All that was said beside the output: errors with their causes and targets, verbose messages and warnings.</summary>
    public string Said => string.Join('\n', [
        .. Verbose,
        .. Warnings,
        .. Errors.Append(Failure?.ErrorRecord).OfType<ErrorRecord>().SelectMany(Parts)]);

    /// <summary>Asserts that a cmdlet has reported one error, and gone on.</summary>
    public void Reported(string cmdlet, string id, ErrorCategory category, object? target)
    {
        Assert.Null(Failure);
        AssertIs(Assert.Single(Errors), cmdlet, id, category, target);
    }

    /// <summary>Asserts that a cmdlet has ended with an error.</summary>
    public void Ended(string cmdlet, string id, ErrorCategory category, object? target)
    {
        Assert.NotNull(Failure);
        AssertIs(Failure.ErrorRecord, cmdlet, id, category, target);
        Assert.Empty(Output);
    }

    /// <summary>Asserts that an argument was refused before the cmdlet ran.</summary>
    public void RefusedArgument(string cmdlet, string id = "ParameterArgumentValidationError")
    {
        Assert.NotNull(Failure);
        Assert.Equal($"{id},{ClassOf(cmdlet)}", Failure.ErrorRecord.FullyQualifiedErrorId);
        Assert.Empty(Output);
    }

    private static IEnumerable<string> Parts(ErrorRecord error) =>
    [
        error.Exception.ToString(),
        error.FullyQualifiedErrorId,
        error.CategoryInfo.ToString(),
        error.TargetObject?.ToString() ?? string.Empty,
        error.ErrorDetails?.ToString() ?? string.Empty,
    ];

    private static void AssertIs(ErrorRecord error, string cmdlet, string id, ErrorCategory category, object? target)
    {
        Assert.Equal($"{id},{ClassOf(cmdlet)}", error.FullyQualifiedErrorId);
        Assert.Equal(category, error.CategoryInfo.Category);
        Assert.Equal(target, error.TargetObject is PSObject wrapped ? wrapped.BaseObject : error.TargetObject);
    }

    private static string ClassOf(string cmdlet) =>
        $"InvitesApi.PowerShell.Commands.{cmdlet.Replace("-", string.Empty, StringComparison.Ordinal)}Command";
}
