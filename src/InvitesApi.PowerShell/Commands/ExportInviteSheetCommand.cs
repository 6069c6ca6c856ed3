using System.Management.Automation;
using InvitesApi.PowerShell.Completion;
using InvitesApi.PowerShell.Errors;
using InvitesApi.PowerShell.Loading;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Pages.Sheets;

namespace InvitesApi.PowerShell.Commands;

/// <summary>Writes a page of cards to print, an invite on each.</summary>
[Cmdlet(VerbsData.Export, "InviteSheet", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportInviteSheetCommand : InviteBookCommand
{
    private InviteSheet? _sheet;

    /// <summary>The invites: their tokens, the links to their pages, or their <c>xmpp:</c> URIs.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Link", "Page", "Uri")]
    [ValidateNotNullOrEmpty]
    public string[] Token { get; set; } = [];

    /// <summary>The HTML file.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>The language of the cards.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(LanguageCompleter))]
    public string Language { get; set; } = InviteSheet.English;

    /// <summary>The name of the site.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SiteName { get; set; }

    /// <summary>Whether a file that is there stays as it is.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (!ServerLoadContext.HasAspNetCore)
        {
            ThrowTerminatingError(InviteErrors.NoAspNetCore());
        }

        if (!InviteSheet.Has(Language))
        {
            ThrowTerminatingError(InviteErrors.NoLanguage(Language, InviteSheet.Languages));
        }

        _sheet = new InviteSheet(Language, SiteName);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string token in Token)
        {
            Try(() => Add(Await(OpenBook().GetAsync(token, StopToken).AsTask())));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_sheet!.Count > 0)
        {
            Try(() => WriteFile(Path, Await(_sheet.RenderAsync(StopToken)), NoClobber));
        }
    }

    private void Add(Invite invite) => _sheet!.Add(invite, PageOf(invite) ?? invite.Uri);
}
