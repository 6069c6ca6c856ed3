using System.Management.Automation;
using InvitesApi.PowerShell.Completion;
using InvitesApi.PowerShell.Output;

namespace InvitesApi.PowerShell.Commands;

/// <summary>Has servers that run serve a virtual host no longer.</summary>
[Cmdlet(VerbsCommon.Remove, "InviteApiVirtualHost", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(void))]
public sealed class RemoveInviteApiVirtualHostCommand : InviteCommand
{
    /// <summary>The XMPP domains.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("Domain")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(VirtualHostCompleter))]
    public string[] VirtualHost { get; set; } = [];

    /// <summary>The servers.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public InviteApiServer[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (InviteApiServer server in InputObject)
        {
            foreach (string host in VirtualHost)
            {
                Try(() => Remove(server, host));
            }
        }
    }

    private void Remove(InviteApiServer server, string host)
    {
        if (ShouldProcess($"{host} at {server}", "Serve a virtual host no longer"))
        {
            server.Server.RemoveVirtualHost(host);
            WriteVerbose($"The server {server.Id} serves {host} no longer.");
        }
    }
}
