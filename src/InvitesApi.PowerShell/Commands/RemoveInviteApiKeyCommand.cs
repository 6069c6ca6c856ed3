using System.Management.Automation;
using InvitesApi.Server.Audit;
using InvitesApi.Server.Keys;

namespace InvitesApi.PowerShell.Commands;

/// <summary>Revokes API keys. Their records stay, for the history.</summary>
[Cmdlet(VerbsCommon.Remove, "InviteApiKey", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(void))]
public sealed class RemoveInviteApiKeyCommand : InviteApiKeyIdCommand
{
    /// <summary>Whether the pending invites of the keys are revoked too.</summary>
    [Parameter]
    public SwitchParameter RevokeInvites { get; set; }

    private protected override string Deed => RevokeInvites ? "Revoke the API key and its pending invites" : "Revoke the API key";

    private protected override void Process(ApiKeys keys, string id)
    {
        if (RevokeInvites)
        {
            long revoked = Await(keys.RemoveWithInvitesAsync(VirtualHost, id, AuditActor.Shell, StopToken).AsTask());
            WriteVerbose($"{revoked} invites of the key {id} were revoked.");
        }
        else
        {
            Await(keys.RemoveAsync(VirtualHost, id, StopToken).AsTask());
        }

        WriteVerbose($"The key {id} of {VirtualHost} is refused from now on.");
    }
}
