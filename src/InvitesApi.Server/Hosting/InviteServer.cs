using System.Net;
using System.Threading.Channels;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace InvitesApi.Server.Hosting;

/// <summary>A running server: Kestrel, the endpoints behind it, and the database below them.</summary>
public sealed class InviteServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly IInviteDatabase _database;
    private readonly ServerLog _log;
    private readonly Listener _listener;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _stopping;

    private InviteServer(InviteServerOptions options, HostDirectory hosts, IInviteDatabase database, Listener listener)
    {
        _database = database;
        _listener = listener;
        _log = new ServerLog();
        VirtualHosts = [.. hosts.Hosts.Select(host => host.Name)];
        Uris = listener.Uris;
        StartedAt = options.Time.GetUtcNow();
        _application = Build(hosts, database, listener, _log, options.Time);
    }

    /// <summary>The XMPP domains that are served; <c>localhost</c> stands for the first.</summary>
    public IReadOnlyList<string> VirtualHosts { get; }

    /// <summary>The base URIs that are listened on.</summary>
    public IReadOnlyList<Uri> Uris { get; }

    /// <summary>Since when.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>Where keys and invites are.</summary>
    public string Database => _database.Location;

    /// <summary>What the server has to say: warnings and errors.</summary>
    public ChannelReader<LogLine> Log => _log.Lines;

    /// <summary>Ends when the server has stopped.</summary>
    public Task Completion => _stopped.Task;

    /// <summary>Starts a server. When it returns, requests are answered.</summary>
    /// <param name="options">What to serve, and where.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="InviteException">An option is malformed, an address can't be listened on, or the database can't be used.</exception>
    public static async Task<InviteServer> StartAsync(InviteServerOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        var hosts = new HostDirectory(options.VirtualHosts);
        var listener = Listener.Open(options.Interfaces, options.Port);
        InviteServer? server = null;
        try
        {
            server = new InviteServer(options, hosts, InviteDatabase.Open(options.Database), listener);
            await server._application.StartAsync(cancellation);
            return server;
        }
        catch
        {
            if (server is not null)
            {
                await server.DisposeAsync();
            }

            listener.Dispose();
            throw;
        }
    }

    /// <summary>Refuses new requests, waits for those in flight, frees the port and closes the database.</summary>
    /// <param name="cancellation">Ends the wait for requests in flight.</param>
    public async Task StopAsync(CancellationToken cancellation)
    {
        if (Interlocked.Exchange(ref _stopping, 1) != 0)
        {
            await Completion.WaitAsync(cancellation);
            return;
        }

        try
        {
            await _application.StopAsync(cancellation);
        }
        finally
        {
            await _application.DisposeAsync();
            _listener.Dispose();
            _database.Dispose();
            _log.Dispose();
            _stopped.SetResult();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);

    private static WebApplication Build(
        HostDirectory hosts, IInviteDatabase database, Listener listener, ServerLog log, TimeProvider time)
    {
        // The empty builder reads no files and no environment variables: a server in a shell must not take its settings from the folder
        // that the shell stands in. The name is set because the entry assembly is the shell's.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(
            new WebApplicationOptions { ApplicationName = "InvitesApi" });
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Logging.AddProvider(log);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            foreach (IPEndPoint endPoint in listener.EndPoints)
            {
                kestrel.Listen(endPoint);
            }
        });
        builder.WebHost.UseSockets(sockets => sockets.CreateBoundListenSocket = listener.Take);

        WebApplication application = builder.Build();
        var dispatcher = new RequestDispatcher(hosts, database, time, application.Logger);
        ((IApplicationBuilder)application).Run(dispatcher.AnswerAsync);
        return application;
    }

    // The default one takes Ctrl+C and SIGTERM for itself, which are the shell's here.
    private sealed class NoLifetime : IHostLifetime
    {
        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
