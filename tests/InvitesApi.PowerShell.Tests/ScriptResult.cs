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
}
