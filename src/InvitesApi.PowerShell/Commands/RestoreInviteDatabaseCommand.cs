using System.Management.Automation;
using InvitesApi.PowerShell.Errors;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Storage;

namespace InvitesApi.PowerShell.Commands;

/// <summary>Puts a backup in the place of a database.</summary>
[Cmdlet(VerbsData.Restore, "InviteDatabase", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(FileInfo))]
public sealed class RestoreInviteDatabaseCommand : DatabaseCommand
{
    /// <summary>The backup.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>Whether the database that is replaced is not kept.</summary>
    [Parameter]
    public SwitchParameter DiscardReplaced { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Try(() =>
    {
        string backup = SessionPath.Of(SessionState, Path, InviteFault.DatabaseLocationInvalid, "the path of a backup");
        string database = DatabasePath;
        if (!ShouldProcess($"'{backup}' in the place of '{database}'", "Restore the database"))
        {
            return;
        }

        RestoredDatabase? restored = null;
        try
        {
            restored = DatabaseCare.Restore(backup, database, !DiscardReplaced, Patience);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            ThrowTerminatingError(InviteErrors.CannotWrite(database, error));
        }

        WriteVerbose(restored!.Kept is { } kept ? $"The database that was there is now '{kept}'." : "No database was kept.");
        Warn(restored.Warning is { } warning ? [warning] : []);
        WriteObject(new FileInfo(database));
    });
}
