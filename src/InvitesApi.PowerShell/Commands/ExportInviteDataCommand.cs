using System.Management.Automation;
using InvitesApi.PowerShell.Completion;
using InvitesApi.PowerShell.Errors;
using InvitesApi.Server.Exchange;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Files;
using InvitesApi.Server.Storage;

namespace InvitesApi.PowerShell.Commands;

/// <summary>Writes the keys and the pending invites of a database into a file of JSON Lines.</summary>
[Cmdlet(VerbsData.Export, "InviteData", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportInviteDataCommand : InviteBookCommand
{
    /// <summary>The XMPP domain whose data is wanted; all without it.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Domain")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(VirtualHostCompleter))]
    public string? VirtualHost { get; set; }

    /// <summary>The file to write.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>Whether a file that is there stays as it is.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Try(() =>
    {
        string full = SessionPath.Of(SessionState, Path, InviteFault.InviteDataInvalid, "the path of a file, such as ./invites.jsonl");
        if (!ShouldProcess(full, "Write the file"))
        {
            return;
        }

        if (NoClobber && File.Exists(full))
        {
            ThrowTerminatingError(InviteErrors.Exists(full));
        }

        IInviteDatabase database = OpenDatabase();
        try
        {
            Write(full, database);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            ThrowTerminatingError(InviteErrors.CannotWrite(full, error));
        }

        WriteObject(new FileInfo(full));
    });

    // Written beside and then moved, so that a file which was there is whole until the new one is. Tokens are secrets: it is its owner's alone.
    private void Write(string full, IInviteDatabase database)
    {
        int keys = 0;
        int invites = 0;
        OwnFiles.Write(full, file =>
        {
            using var writer = new StreamWriter(file, leaveOpen: true);
            foreach (DataItem item in Each(DataSource.OfDatabaseAsync(database, VirtualHost, TimeProvider.System, StopToken)))
            {
                writer.Write(item.ToLine());
                writer.Write('\n');
                _ = item.Key is null ? invites++ : keys++;
            }
        });
        WriteVerbose($"{keys} keys and {invites} invites were written.");
    }
}
