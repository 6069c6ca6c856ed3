using System.Threading.Channels;
using InvitesApi.Server.Audit;
using InvitesApi.Server.Accounts;
using InvitesApi.Server.Endpoints;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Hosting.Hosts;
using InvitesApi.Server.Hosting.Listening;
using InvitesApi.Server.Hosting.Logging;
using InvitesApi.Server.Hosting.Operation;
using InvitesApi.Server.Hosting.Proxies;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Xmpp.Components;
using Microsoft.Extensions.Logging;

namespace InvitesApi.Server.Hosting;

/// <summary>A running server: Kestrel, the endpoints behind it, and the database below them.</summary>
public sealed class InviteServer : IAsyncDisposable
{
    private readonly InviteServerOptions _options;
    private readonly LiveHosts _hosts;
    private readonly Listener _listener;
    private readonly IInviteDatabase _database;
    private readonly ServerOperation _operation;
    private readonly WebServer _application;
    private readonly InviteKeeper? _keeper;
    private readonly AccountDesk? _desk;
    private readonly RequestDispatcher _dispatcher;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Component? _component;
    private int _stopping;

    private InviteServer(
        InviteServerOptions options,
        LiveHosts hosts,
        ProxyList proxies,
        Listener listener,
        ServerOperation operation,
        IInviteDatabase database,
        IAccountServer? accounts)
    {
        _options = options;
        _hosts = hosts;
        _listener = listener;
        _operation = operation;
        _database = database;
        StartedAt = options.Time.GetUtcNow();
        _application = new WebServer(
            operation.Log,
            options.Limits.StopTimeout,
            (kestrel, sockets) => KestrelSetup.Configure(kestrel, sockets, listener, options.Limits, proxies, hosts.Certificates));
        ILogger log = _application.Logger;
        _hosts.Certificates.Watch(log);
        _keeper = options.ForgetInvitesAfter is { } after ? new InviteKeeper(database, after, options.Time, log) : null;
        _desk = accounts is null ? null : new AccountDesk(accounts, options.Accounts!, database, options.Time, log);
        _dispatcher = Dispatcher(proxies);
    }

    /// <summary>The XMPP domains that are served; <c>localhost</c> stands for the first.</summary>
    public IReadOnlyList<string> VirtualHosts => [.. _hosts.Directory.Hosts.Select(host => host.Name)];

    /// <summary>The base URIs that are listened on; <c>unix:PATH</c> for a Unix domain socket.</summary>
    public IReadOnlyList<Uri> Uris => _listener.Uris;

    /// <summary>The port that answers service managers and monitors alone; null where there is none.</summary>
    public int? ManagementPort => _listener.ManagementPort;

    /// <summary>Since when.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>Where keys and invites are.</summary>
    public string Database => _database.Location;

    /// <summary>What the server has to say.</summary>
    public ChannelReader<LogLine> Log => _operation.Log.Lines;

    /// <summary>What is to be mended about the rights of its files, as the log says too.</summary>
    public IReadOnlyList<string> ExposedFiles => ExposedFileLog.Find(_options, _hosts.Certificates);

    /// <summary>Ends when the server has stopped.</summary>
    public Task Completion => _stopped.Task;

    /// <summary>Starts a server. When it returns, requests are answered.</summary>
    /// <param name="options">What to serve, and where.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="InviteException">
    /// An option is malformed, a certificate, a log or the database can't be used, an address can't be listened on, or an XMPP server has
    /// refused the component.
    /// </exception>
    public static async Task<InviteServer> StartAsync(InviteServerOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        var proxies = ProxyList.Parse(options.TrustedProxies);
        PlainHttp.RequireSafe(options.Listeners, proxies);
        var hosts = new LiveHosts(options);
        var listener = Listener.Open(options.Listeners, hasCertificate: !hosts.Certificates.IsEmpty);
        IAccountServer? accounts = null;
        ServerOperation? operation = null;
        IInviteDatabase? database = null;
        InviteServer? server = null;
        try
        {
            accounts = options.Accounts?.Open();
            operation = new ServerOperation(options.Operation, options.Time);
            database = InviteDatabase.Open(options.Database, operation.Meter.Meter, AuditActor.Server, options.DatabaseWait);
            server = new InviteServer(options, hosts, proxies, listener, operation, database, accounts);
            ExposedFileLog.Write(options, hosts.Certificates, server._application.Logger);
            await operation.CountAsync();
            await server._application.StartAsync(server._dispatcher.AnswerAsync, cancellation);
            await server.KeepLinksAsync(cancellation);
            server._component = options.Component is { } component
                ? await component.StartAsync(database, () => server.VirtualHosts, options.Time, server._application.Logger, cancellation)
                : null;
            return server;
        }
        catch
        {
            if (server is not null)
            {
                await server.DisposeAsync();
            }
            else
            {
                accounts?.Dispose();
                database?.Dispose();
                await (operation?.DisposeAsync() ?? ValueTask.CompletedTask);
            }

            listener.Dispose();
            throw;
        }
    }

    /// <summary>Serves one more virtual host.</summary>
    /// <param name="options">How.</param>
    /// <param name="cancellation">Ends the wait; the host is served by then.</param>
    /// <exception cref="InviteException">An option is malformed, its certificate can't be used, or its name is served already.</exception>
    public Task AddVirtualHostAsync(VirtualHostOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        _hosts.Add(options);
        return KeepLinksAsync(cancellation);
    }

    /// <summary>Serves a virtual host no longer.</summary>
    /// <exception cref="InviteException">It isn't served, or is the last one.</exception>
    public void RemoveVirtualHost(string virtualHost)
    {
        ArgumentNullException.ThrowIfNull(virtualHost);
        _hosts.Remove(virtualHost);
    }

    /// <summary>
    /// Refuses new requests, waits for those in flight, for <see cref="LimitOptions.StopTimeout"/> at most, frees the ports and
    /// closes the database.
    /// </summary>
    /// <param name="hurry">Ends the wait for requests in flight.</param>
    public async Task StopAsync(CancellationToken hurry)
    {
        if (Interlocked.Exchange(ref _stopping, 1) != 0)
        {
            await Completion.WaitAsync(hurry);
            return;
        }

        _operation.BeginStop();
        try
        {
            await Release.AllAsync(
                async () => await _application.StopAsync(hurry),
                _application.DisposeAsync,
                () => _component?.DisposeAsync() ?? ValueTask.CompletedTask,
                () => _keeper?.DisposeAsync() ?? ValueTask.CompletedTask,
                async () => await (_desk?.CloseAsync(hurry) ?? Task.CompletedTask),
                () => _desk?.DisposeAsync() ?? ValueTask.CompletedTask,
                () => Dispose(_hosts),
                () => Dispose(_listener),
                () => CloseDatabaseAsync(hurry),
                _operation.DisposeAsync);
        }
        finally
        {
            _stopped.SetResult();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);

    // Another process may hold the database, and who is in a hurry does not wait for it: what is stored is stored.
    private async ValueTask CloseDatabaseAsync(CancellationToken hurry) =>
        await Task.Run(_database.Dispose, CancellationToken.None).WaitAsync(hurry).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private static ValueTask Dispose(IDisposable held)
    {
        held.Dispose();
        return ValueTask.CompletedTask;
    }

    // Shells that make invites show the links that this server would hand out.
    private async Task KeepLinksAsync(CancellationToken cancellation)
    {
        foreach (ServedHost host in _hosts.Directory.Hosts)
        {
            if (host.Links(_listener.Uris) is { } links)
            {
                await _database.SetLinksAsync(host.Name, links, cancellation);
            }
        }
    }

    private RequestDispatcher Dispatcher(ProxyList proxies)
    {
        var clients = new ClientLimits(_options.Limits, proxies, _options.Time);
        var services = new EndpointServices(_database, _options.Time, _operation.Meter, clients, _desk);
        OperationEndpoints endpoints = _operation.MakeEndpoints(_database, _listener.ManagementPort);
        ILogger log = _application.Logger;
        return new RequestDispatcher(
            _hosts, proxies, _options.Limits, services, endpoints, _operation.Observer, new FaultLog(log, _options.Time), log);
    }
}
