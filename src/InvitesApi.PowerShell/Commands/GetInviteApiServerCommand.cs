using System.Management.Automation;
using InvitesApi.PowerShell.Errors;
using InvitesApi.PowerShell.Output;
using InvitesApi.PowerShell.Servers;

namespace InvitesApi.PowerShell.Commands;

/// <summary>Lists the servers that run in this process.</summary>
[Cmdlet(VerbsCommon.Get, "InviteApiServer")]
[OutputType(typeof(InviteApiServer))]
public sealed class GetInviteApiServerCommand : InviteCommand
{
    /// <summary>The ids of the servers that are wanted; all without it.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public int[]? Id { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Id is null)
        {
            WriteObject(ServerRegistry.Servers, enumerateCollection: true);
            return;
        }

        foreach (int id in Id)
        {
            if (ServerRegistry.Find(id) is { } server)
            {
                WriteObject(server);
            }
            else
            {
                WriteError(InviteErrors.ServerNotFound(id));
            }
        }
    }
}
