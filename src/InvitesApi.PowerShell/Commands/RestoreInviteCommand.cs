using System.Management.Automation;
using InvitesApi.PowerShell.Output;
using InvitesApi.Server.Audit;
using InvitesApi.Server.Invites;

namespace InvitesApi.PowerShell.Commands;

/// <summary>Makes invites good again that were revoked.</summary>
[Cmdlet(VerbsData.Restore, "Invite", SupportsShouldProcess = true)]
[OutputType(typeof(InviteInfo))]
public sealed class RestoreInviteCommand : InviteTokenCommand
{
    private protected override string Deed => "Restore the invite";

    private protected override Invite Change(InviteBook book, string token) =>
        Await(book.RestoreAsync(token, AuditActor.Shell, StopToken).AsTask());
}
