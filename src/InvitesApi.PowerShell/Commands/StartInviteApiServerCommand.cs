using System.Management.Automation;
using InvitesApi.PowerShell.Completion;
using InvitesApi.PowerShell.Errors;
using InvitesApi.PowerShell.Loading;
using InvitesApi.PowerShell.Output;
using InvitesApi.PowerShell.Servers;
using InvitesApi.Server.Hosting;

namespace InvitesApi.PowerShell.Commands;

/// <summary>Starts the HTTP endpoint in this process.</summary>
[Cmdlet(VerbsLifecycle.Start, "InviteApiServer", SupportsShouldProcess = true)]
[OutputType(typeof(InviteApiServer))]
public sealed class StartInviteApiServerCommand : DatabaseCommand
{
    /// <summary>The XMPP domains to serve.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("Domain")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(VirtualHostCompleter))]
    public string[] VirtualHost { get; set; } = [];

    /// <summary>The port to listen on; 0 takes a free one.</summary>
    [Parameter]
    [ValidateRange(0, 65535)]
    public int Port { get; set; } = 5280;

    /// <summary>The addresses to listen on.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(InterfaceCompleter))]
    public string[] Interface { get; set; } = ["localhost"];

    /// <summary>The template of links.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(InvitePageCompleter))]
    public string InvitePage { get; set; } = "auto";

    /// <summary>The base of the links that are handed out.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? ExternalUri { get; set; }

    /// <summary>Whether to wait until the server ends.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing() => Try(() =>
    {
        string where = $"{string.Join(", ", Interface)} port {Port}";
        if (!ShouldProcess($"{string.Join(", ", VirtualHost)} at {where}", "Serve the invites API"))
        {
            return;
        }

        if (!ServerLoadContext.HasAspNetCore)
        {
            ThrowTerminatingError(InviteErrors.NoAspNetCore());
        }

        InviteApiServer server = Start();
        WriteVerbose($"Listening on {string.Join(", ", server.Uri)}, with the database '{server.Database}'.");
        WriteObject(server);
        if (Wait)
        {
            WaitFor(server);
        }
    });

    // A method of its own: what it needs of ASP.NET Core is loaded when it is called, and not before.
    private InviteApiServer Start() => ServerRegistry.Add(Await(InviteServer.StartAsync(
        new InviteServerOptions
        {
            VirtualHosts = [.. VirtualHost.Select(host => new VirtualHostOptions(host, ExternalUri, InvitePage))],
            Interfaces = Interface,
            Port = Port,
            Database = DatabasePath,
        },
        StopToken)));

    // The server's threads must not write to the pipeline: what they say comes through a queue.
    private void WaitFor(InviteApiServer server)
    {
        try
        {
            Task<bool> more;
            do
            {
                while (server.Server.Log.TryRead(out LogLine? line))
                {
                    WriteWarning(line.Text);
                }

                more = server.Server.Log.WaitToReadAsync(StopToken).AsTask();
            }
            while (Await(more));
        }
        finally
        {
            ServerRegistry.Stop(server);
        }
    }
}
