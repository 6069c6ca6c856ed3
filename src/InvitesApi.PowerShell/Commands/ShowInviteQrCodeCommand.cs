using System.Management.Automation;
using InvitesApi.PowerShell.Output;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Pages.QrCodes;

namespace InvitesApi.PowerShell.Commands;

/// <summary>Shows invites as QR codes in the terminal.</summary>
[Cmdlet(VerbsCommon.Show, "InviteQrCode")]
[OutputType(typeof(string))]
public sealed class ShowInviteQrCodeCommand : InviteQrCodeCommand
{
    private protected override void Draw(Invite invite, string link, QrCode code)
    {
        WriteObject(TerminalQrCode.Lines(code), enumerateCollection: true);
        WriteObject(link);
    }
}
