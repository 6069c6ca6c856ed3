using System.Management.Automation;
using InvitesApi.PowerShell.Errors;
using InvitesApi.PowerShell.Output;
using InvitesApi.PowerShell.Servers;

namespace InvitesApi.PowerShell.Commands;

/// <summary>Stops servers of this process.</summary>
[Cmdlet(VerbsLifecycle.Stop, "InviteApiServer", SupportsShouldProcess = true, DefaultParameterSetName = ByObject)]
[OutputType(typeof(void))]
public sealed class StopInviteApiServerCommand : InviteCommand
{
    private const string ByObject = "InputObject";
    private const string ById = "Id";

    /// <summary>The servers.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [ValidateNotNullOrEmpty]
    public InviteApiServer[] InputObject { get; set; } = [];

    /// <summary>The ids of the servers.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ById)]
    [ValidateNotNullOrEmpty]
    public int[] Id { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (InviteApiServer server in ParameterSetName == ById ? Found() : InputObject)
        {
            if (ShouldProcess(server.ToString(), "Stop the invites API server"))
            {
                ServerRegistry.Stop(server);
                WriteVerbose($"The server {server.Id} has stopped; port {server.Port} is free.");
            }
        }
    }

    private IEnumerable<InviteApiServer> Found()
    {
        foreach (int id in Id)
        {
            if (ServerRegistry.Find(id) is { } server)
            {
                yield return server;
            }
            else
            {
                WriteError(InviteErrors.ServerNotFound(id));
            }
        }
    }
}
