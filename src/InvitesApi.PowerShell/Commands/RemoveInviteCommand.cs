using System.Management.Automation;
using InvitesApi.PowerShell.Output;
using InvitesApi.Server.Audit;
using InvitesApi.Server.Invites;

namespace InvitesApi.PowerShell.Commands;

/// <summary>Revokes invites. Their records stay, for the history.</summary>
[Cmdlet(VerbsCommon.Remove, "Invite", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(InviteInfo))]
public sealed class RemoveInviteCommand : InviteTokenCommand
{
    private protected override string Deed => "Revoke the invite";

    private protected override Invite Change(InviteBook book, string token) =>
        Await(book.RevokeAsync(token, AuditActor.Shell, StopToken).AsTask());
}
