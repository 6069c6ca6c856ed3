using System.Management.Automation;
using InvitesApi.PowerShell.Output;
using InvitesApi.Server.Storage;

namespace InvitesApi.PowerShell.Commands;

/// <summary>Tells what is wrong with a database.</summary>
[Cmdlet(VerbsDiagnostic.Test, "InviteDatabase")]
[OutputType(typeof(InviteDatabaseFinding))]
public sealed class TestInviteDatabaseCommand : DatabaseCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => Try(() =>
    {
        IReadOnlyList<DatabaseFinding> findings = DatabaseCare.Check(DatabasePath, Patience);
        WriteVerbose($"{DatabasePath}: {findings.Count} findings.");
        WriteObject(findings.Select(finding => new InviteDatabaseFinding(finding)), enumerateCollection: true);
    });
}
