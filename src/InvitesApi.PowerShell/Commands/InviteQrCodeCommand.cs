using System.Management.Automation;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Pages.QrCodes;

namespace InvitesApi.PowerShell.Commands;

/// <summary>What the cmdlets have that draw QR codes of invites.</summary>
public abstract class InviteQrCodeCommand : InviteBookCommand
{
    private protected InviteQrCodeCommand()
    {
    }

    /// <summary>The invites: their tokens, the links to their pages, or their <c>xmpp:</c> URIs.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Link", "Page", "Uri")]
    [ValidateNotNullOrEmpty]
    public string[] Token { get; set; } = [];

    /// <summary>What the code holds: the link to the invite's page, or its <c>xmpp:</c> URI.</summary>
    [Parameter]
    [ValidateSet("Page", "Uri")]
    public string? Content { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string token in Token)
        {
            Try(() => Draw(Await(OpenBook().GetAsync(token, StopToken).AsTask())));
        }
    }

    /// <summary>Draws the code of one invite.</summary>
    private protected abstract void Draw(Invite invite, string link, QrCode code);

    private void Draw(Invite invite)
    {
        string link = Content switch
        {
            "Uri" => invite.Uri,
            "Page" => PageOf(invite) ?? throw InviteBook.NoPage(invite),
            _ => PageOf(invite) ?? invite.Uri,
        };
        Draw(invite, link, QrCode.Of(link));
    }
}
