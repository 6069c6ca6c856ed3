using System.Management.Automation;
using InvitesApi.PowerShell.Binding;
using InvitesApi.PowerShell.Completion;
using InvitesApi.PowerShell.Configuration;
using InvitesApi.PowerShell.Errors;
using InvitesApi.PowerShell.Loading;
using InvitesApi.PowerShell.Output;
using InvitesApi.PowerShell.Servers;
using InvitesApi.Server.Configuration;
using InvitesApi.Server.Files;
using InvitesApi.Server.Hosting;
using InvitesApi.Server.Hosting.Logging;
using InvitesApi.Server.Limits;

namespace InvitesApi.PowerShell.Commands;

/// <summary>
/// Starts the HTTP endpoint in this process. Each parameter that says how is a setting too, with a line in ServerSettings that sets it.
/// </summary>
[Cmdlet(VerbsLifecycle.Start, "InviteApiServer", SupportsShouldProcess = true, DefaultParameterSetName = HostSet)]
[OutputType(typeof(InviteApiServer))]
public sealed class StartInviteApiServerCommand : AccountsCommand
{
    private const string HostSet = "VirtualHost";
    private const string FileSet = "ConfigurationFile";
    private const string RatePattern = "^none$|" + Rate.Pattern;

    /// <summary>The XMPP domains to serve.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = HostSet)]
    [Parameter(Position = 0, ParameterSetName = FileSet)]
    [Alias("Domain")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(VirtualHostCompleter))]
    public string[] VirtualHost { get; set; } = [];

    /// <summary>A file with settings, before which the other parameters go.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FileSet)]
    [ValidateNotNullOrEmpty]
    public string? ConfigurationFile { get; set; }

    /// <summary>The ports of plain HTTP; 0 takes a free one.</summary>
    [Parameter]
    [AllowEmptyCollection]
    [ValidateRange(0, 65535)]
    public int[]? Port { get; set; }

    /// <summary>The addresses where plain HTTP is.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(InterfaceCompleter))]
    public string[] Interface { get; set; } = ["localhost"];

    /// <summary>The ports of TLS; 0 takes a free one.</summary>
    [Parameter]
    [AllowEmptyCollection]
    [ValidateRange(0, 65535)]
    public int[]? TlsPort { get; set; }

    /// <summary>The addresses where TLS is.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(InterfaceCompleter))]
    public string[] TlsInterface { get; set; } = ["*"];

    /// <summary>The paths of Unix sockets.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] UnixSocket { get; set; } = [];

    /// <summary>Who may connect to them, in octal digits.</summary>
    [Parameter]
    [ValidatePattern("^0?[0-7]{3}$")]
    public string UnixSocketMode { get; set; } = "660";

    /// <summary>Whether plain HTTP may be on addresses that are not loopback.</summary>
    [Parameter]
    public SwitchParameter AllowPlainHttp { get; set; }

    /// <summary>The proxies that are believed.</summary>
    [Parameter]
    [AllowEmptyCollection]
    public string[] TrustedProxy { get; set; } = ["127.0.0.0/8", "::1"];

    /// <summary>The host that is served under names that none has.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? DefaultHost { get; set; }

    /// <summary>The largest body of a request, in bytes.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long? MaxContentSize { get; set; }

    /// <summary>The largest header of a request, in bytes.</summary>
    [Parameter]
    [ValidateRange(1024, 1024 * 1024)]
    public int? MaxHeaderSize { get; set; }

    /// <summary>How long a client may take for a header.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int? HeaderTimeoutSeconds { get; set; }

    /// <summary>How long a connection may be idle.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int? KeepAliveTimeoutSeconds { get; set; }

    /// <summary>How many connections there may be.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? MaxConnectionCount { get; set; }

    /// <summary>How many of them a client may have.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? MaxConnectionCountPerClient { get; set; }

    /// <summary>How many requests an address may send.</summary>
    [Parameter]
    [ValidatePattern(RatePattern)]
    public string AddressRateLimit { get; set; } = "none";

    /// <summary>How often an address may fail before it has to wait.</summary>
    [Parameter]
    [ValidatePattern(RatePattern)]
    public string FailureRateLimit { get; set; } = "30/min";

    /// <summary>How long requests in flight get at the end.</summary>
    [Parameter]
    [ValidateRange(0, 3600)]
    public int? StopTimeoutSeconds { get; set; }

    /// <summary>The file of the access log.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? AccessLog { get; set; }

    /// <summary>The loopback port of health and metrics alone; 0 takes a free one.</summary>
    [Parameter]
    [ValidateRange(0, 65535)]
    public int? ManagementPort { get; set; }

    /// <summary>Whether health and metrics are told to whoever asks.</summary>
    [Parameter]
    public SwitchParameter PublicOperation { get; set; }

    /// <summary>The database: the path of a SQLite file, which is made on first use.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? Database { get; set; }

    /// <summary>How long after they have ended invites are forgotten.</summary>
    [Parameter]
    [DurationTransformation]
    [ValidatePositiveDuration]
    public TimeSpan? ForgetInvitesAfter { get; set; }

    /// <summary>Whether to wait until the server ends.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing() => Try(() =>
    {
        InviteServerOptions options = Options();
        if (!ShouldProcess(string.Join(", ", options.VirtualHosts.Select(host => host.Name)), "Serve the invites API"))
        {
            return;
        }

        if (!ServerLoadContext.HasAspNetCore)
        {
            ThrowTerminatingError(InviteErrors.NoAspNetCore());
        }

        InviteApiServer server = Start(options);
        WriteVerbose($"Listening on {string.Join(", ", server.Uri)}, with the database '{server.Database}'.");
        WriteObject(server);
        if (Wait)
        {
            WaitFor(server);
        }
        else
        {
            Warn(server.Server.ExposedFiles); // with -Wait the log says it
        }
    });

    // A method of its own: what it needs of ASP.NET Core is loaded when it is called, and not before.
    private InviteApiServer Start(InviteServerOptions options) => ServerRegistry.Add(Await(InviteServer.StartAsync(options, StopToken)));

    private InviteServerOptions Options()
    {
        ConfigurationLayer? file = ConfigurationFile is null ? null : ConfigurationReader.Read(SessionState, ConfigurationFile);
        Warn(file is null ? [] : ExposedFiles.OfConfiguration(file.File));
        return ServerConfiguration.Build(file, Parameters(), () => SessionPath.OfDatabase(SessionState, Database));
    }

    // The server's threads must not write to the pipeline: what they say comes through a queue.
    private void WaitFor(InviteApiServer server)
    {
        using var again = new SecondInterrupt();
        var console = new LogConsole(this);
        try
        {
            Task<bool> more;
            do
            {
                while (server.Server.Log.TryRead(out LogLine? line))
                {
                    console.Write(line);
                }

                more = server.Server.Log.WaitToReadAsync(StopToken).AsTask();
            }
            while (Await(more));
        }
        finally
        {
            ServerRegistry.Stop(server, again.Token);
        }
    }
}
