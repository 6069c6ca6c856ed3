using System.Management.Automation;
using InvitesApi.PowerShell.Completion;
using InvitesApi.PowerShell.Errors;
using InvitesApi.PowerShell.Output;
using InvitesApi.Server.Exchange;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Storage;

namespace InvitesApi.PowerShell.Commands;

/// <summary>Takes keys and pending invites from another database, or from a file of JSON Lines.</summary>
[Cmdlet(VerbsData.Import, "InviteData", SupportsShouldProcess = true, DefaultParameterSetName = FileSet)]
[OutputType(typeof(InviteDataImport))]
public sealed class ImportInviteDataCommand : DatabaseCommand
{
    private const string FileSet = "File";
    private const string DatabaseSet = "Database";

    /// <summary>The XMPP domain whose data is taken; all without it.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Domain")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(VirtualHostCompleter))]
    public string? VirtualHost { get; set; }

    /// <summary>The file that Export-InviteData has written.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FileSet, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>The database to take from.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DatabaseSet)]
    [ValidateNotNullOrEmpty]
    public string From { get; set; } = string.Empty;

    /// <inheritdoc/>
    protected override void ProcessRecord() => Try(() =>
    {
        string source = ParameterSetName == FileSet
            ? SessionPath.Of(SessionState, Path, InviteFault.InviteDataInvalid, "the path of a file, such as ./invites.jsonl")
            : SessionPath.OfDatabase(SessionState, From);
        if (!ShouldProcess($"'{source}' into '{DatabasePath}'", "Take keys and pending invites"))
        {
            return;
        }

        using IInviteDatabase? other = ParameterSetName == FileSet ? null : OpenSource(source);
        IInviteDatabase target = OpenDatabase();
        IAsyncEnumerable<DataItem> items = other is null
            ? DataSource.OfFileAsync(source, VirtualHost, StopToken)
            : DataSource.OfDatabaseAsync(other, VirtualHost, TimeProvider.System, StopToken);
        CopyReport report = Await(new DataCopier(target, TimeProvider.System).CopyAsync(items, StopToken).AsTask());
        foreach (InviteException problem in report.Problems)
        {
            WriteError(problem.ToErrorRecord());
        }

        WriteObject(new InviteDataImport(report, source, target.Location));
    });

    // A name that is misspelt must not make a new and empty database.
    private static IInviteDatabase OpenSource(string source) => InviteDatabase.OpenExisting(source) ?? throw new InviteException(
        InviteFault.DatabaseUnavailable, $"There is no database '{source}'.", source);
}
