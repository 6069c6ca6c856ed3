using System.Management.Automation;
using InvitesApi.PowerShell.Completion;
using InvitesApi.PowerShell.Output;
using InvitesApi.Server.Configuration;
using InvitesApi.Server.Hosting.Hosts;

namespace InvitesApi.PowerShell.Commands;

/// <summary>Has servers that run serve one more virtual host.</summary>
[Cmdlet(VerbsCommon.Add, "InviteApiVirtualHost", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class AddInviteApiVirtualHostCommand : VirtualHostCommand
{
    /// <summary>The XMPP domains to serve.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("Domain")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(VirtualHostCompleter))]
    public string[] VirtualHost { get; set; } = [];

    /// <summary>The servers.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public InviteApiServer[] InputObject { get; set; } = [];

    /// <summary>Whether the host is served under names that none has.</summary>
    [Parameter]
    public SwitchParameter Default { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (InviteApiServer server in InputObject)
        {
            foreach (string host in VirtualHost)
            {
                Try(() => Add(server, host));
            }
        }
    }

    private void Add(InviteApiServer server, string host)
    {
        VirtualHostOptions options = ServerConfiguration.BuildHost(Parameters(), host) with { IsDefault = Default };
        if (ShouldProcess($"{host} at {server}", "Serve a virtual host"))
        {
            Await(server.Server.AddVirtualHostAsync(options, StopToken));
            WriteVerbose($"The server {server.Id} serves {host}.");
        }
    }
}
