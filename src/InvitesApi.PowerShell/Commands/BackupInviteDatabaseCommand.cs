using System.Management.Automation;
using InvitesApi.PowerShell.Errors;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Storage;

namespace InvitesApi.PowerShell.Commands;

/// <summary>Makes a backup of a database, while it is used.</summary>
[Cmdlet(VerbsData.Backup, "InviteDatabase", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class BackupInviteDatabaseCommand : DatabaseCommand
{
    /// <summary>The file to write.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>Whether a file that is there is replaced.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Try(() =>
    {
        string full = SessionPath.Of(SessionState, Path, InviteFault.DatabaseLocationInvalid, "the path of a file, such as ./invites-backup.db");
        string database = DatabasePath;
        if (!ShouldProcess($"'{database}' to '{full}'", "Back up the database"))
        {
            return;
        }

        if (File.Exists(full) && !Force)
        {
            ThrowTerminatingError(InviteErrors.NeedsForce(full));
        }

        try
        {
            DatabaseCare.Backup(database, full, Patience);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            ThrowTerminatingError(InviteErrors.CannotWrite(full, error));
        }

        WriteVerbose($"'{full}' is whole and passes SQLite's check.");
        WriteObject(new FileInfo(full));
    });
}
