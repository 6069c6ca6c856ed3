using InvitesApi.Server.Hosting.Logging;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace InvitesApi.Server.Hosting;

/// <summary>
/// Kestrel alone. A host around it would read no file, know no environment and inject nothing here (docs/decisions/0004), and takes a third
/// of the time in which a server is up.
/// </summary>
internal sealed class WebServer : IAsyncDisposable
{
    private readonly KestrelServer _kestrel;
    private readonly TimeSpan _patience;

    /// <summary>Makes one.</summary>
    /// <param name="log">Where messages go.</param>
    /// <param name="patience">How long requests in flight get at the end.</param>
    /// <param name="configure">Tells Kestrel, and its sockets, what the options want.</param>
    public WebServer(ServerLog log, TimeSpan patience, Action<KestrelServerOptions, SocketTransportOptions> configure)
    {
        _patience = patience;
        Logger = log.CreateLogger(ServerLog.OwnCategory);
        var services = new KestrelServices(log);
        var options = new KestrelServerOptions { ApplicationServices = services };
        var sockets = new SocketTransportOptions();
        services.GetService<IConfigureOptions<SocketTransportOptions>>()?.Configure(sockets);
        configure(options, sockets);
        _kestrel = new KestrelServer(Options.Create(options), new SocketTransportFactory(Options.Create(sockets), log), log);
    }

    /// <summary>What says what happens.</summary>
    public ILogger Logger { get; }

    /// <summary>Begins to answer.</summary>
    /// <param name="answer">What answers.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task StartAsync(RequestDelegate answer, CancellationToken cancellation) =>
        _kestrel.StartAsync(new HttpApplication(answer), cancellation);

    /// <summary>Takes no more requests, and waits for those in flight.</summary>
    /// <param name="hurry">Ends the wait.</param>
    public async Task StopAsync(CancellationToken hurry)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(hurry);
        end.CancelAfter(_patience);
        await _kestrel.StopAsync(end.Token);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _kestrel.Dispose();
        return ValueTask.CompletedTask;
    }
}
