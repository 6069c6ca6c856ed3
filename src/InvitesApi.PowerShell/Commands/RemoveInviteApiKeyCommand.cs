using System.Management.Automation;
using InvitesApi.PowerShell.Completion;
using InvitesApi.Server.Keys;

namespace InvitesApi.PowerShell.Commands;

/// <summary>Revokes API keys.</summary>
[Cmdlet(VerbsCommon.Remove, "InviteApiKey", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(void))]
public sealed class RemoveInviteApiKeyCommand : DatabaseCommand
{
    /// <summary>The XMPP domain that the keys make invites for.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Domain")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(VirtualHostCompleter))]
    public string VirtualHost { get; set; } = string.Empty;

    /// <summary>The ids of the keys.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(InviteApiKeyIdCompleter))]
    public string[] Id { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string id in Id)
        {
            Try(() => Remove(id));
        }
    }

    private void Remove(string id)
    {
        if (ShouldProcess($"{id} of {VirtualHost} in '{DatabasePath}'", "Revoke the API key"))
        {
            Await(new ApiKeys(OpenDatabase(), TimeProvider.System).RemoveAsync(VirtualHost, id, StopToken).AsTask());
            WriteVerbose($"The key {id} of {VirtualHost} is refused from now on.");
        }
    }
}
