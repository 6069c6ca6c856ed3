using System.Xml.Linq;
using InvitesApi.Server.Faults;
using Microsoft.Extensions.Logging;

namespace InvitesApi.Server.Xmpp.Components;

/// <summary>
/// An external component of an XMPP server (XEP-0114) that makes invites for its users, in their clients, by ad-hoc commands (XEP-0050,
/// XEP-0401). It connects again by itself when the server goes away.
/// </summary>
public sealed partial class Component : IAsyncDisposable
{
    private readonly ComponentOptions _options;
    private readonly ComponentLink _link;
    private readonly ComponentService _service;
    private readonly CancellationTokenSource _stopping = new();
    private TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _running = Task.CompletedTask;

    private Component(ComponentOptions options, IComponentInvites invites)
    {
        _options = options;
        _link = new ComponentLink(options);
        _service = new ComponentService(_link.Name, options, invites);
    }

    /// <summary>The component's domain.</summary>
    public string Name => _link.Name;

    /// <summary>Whether the server has it.</summary>
    public bool IsConnected => _connected.Task.IsCompletedSuccessfully;

    /// <summary>Starts a component. If the server can't be reached, it goes on trying.</summary>
    /// <param name="options">What it is, and where.</param>
    /// <param name="invites">The rules behind it.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="InviteException">An option is malformed, or the server refused the component.</exception>
    public static async Task<Component> StartAsync(ComponentOptions options, IComponentInvites invites, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(invites);
        var component = new Component(options, invites);
        XmppStream? first = null;
        try
        {
            first = await component._link.ConnectAsync(cancellation);
        }
        catch (XmppException error)
        {
            LogUnreachable(options.Log, component.Name, error.Message);
        }
        catch
        {
            component._stopping.Dispose();
            throw;
        }

        component._running = component.RunAsync(first);
        return component;
    }

    /// <summary>Waits until the server has it.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    public Task WhenConnectedAsync(CancellationToken cancellation) => Volatile.Read(ref _connected).Task.WaitAsync(cancellation);

    /// <summary>Leaves the server.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        _stopping.Dispose();
    }

    private async Task RunAsync(XmppStream? stream)
    {
        var backoff = new Backoff();
        CancellationToken stop = _stopping.Token;
        try
        {
            while (true)
            {
                try
                {
                    await ServeAsync(stream ?? await _link.ConnectAsync(stop), backoff, stop);
                }
                catch (Exception error) when (error is XmppException or InviteException)
                {
                    LogLost(_options.Log, Name, error.Message);
                }

                stream = null;
                await Task.Delay(backoff.Next(), _options.Time, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // It was disposed.
        }
    }

    private async Task ServeAsync(XmppStream connected, Backoff backoff, CancellationToken stop)
    {
        long start = _options.Time.GetTimestamp();
        await using XmppStream stream = connected;
        LogConnected(_options.Log, Name);
        _connected.TrySetResult();
        try
        {
            while (true)
            {
                XElement stanza = await stream.ReceiveAsync(stop);
                if (await _service.AnswerAsync(stanza, stop) is { } answer)
                {
                    await stream.SendAsync(answer, stop);
                }
            }
        }
        finally
        {
            Volatile.Write(ref _connected, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            backoff.Lasted(_options.Time.GetElapsedTime(start));
        }
    }

    [LoggerMessage(LogLevel.Information, "The component {Name} is connected to its server.")]
    private static partial void LogConnected(ILogger log, string name);

    [LoggerMessage(LogLevel.Warning, "The component {Name} can't be connected yet: {Reason} It goes on trying.")]
    private static partial void LogUnreachable(ILogger log, string name, string reason);

    [LoggerMessage(LogLevel.Warning, "The component {Name} is not connected: {Reason} It goes on trying.")]
    private static partial void LogLost(ILogger log, string name, string reason);
}
