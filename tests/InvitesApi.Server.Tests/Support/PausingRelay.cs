using System.Net;
using System.Net.Sockets;
using System.Text;

namespace InvitesApi.Server.Tests.Support;

/// <summary>
/// Stands between us and a real server and passes on what is sent in clear, until a moment that a test wants: from then on it is silent, as a server is
/// that hangs.
/// </summary>
internal sealed class PausingRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int _target;
    private readonly Task _accepting;
    private string? _request;
    private Moment _moment;

    /// <summary>Makes one.</summary>
    /// <param name="target">The port of the real server on loopback.</param>
    public PausingRelay(int target)
    {
        _target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>When it goes silent, of the request that has a text.</summary>
    public enum Moment
    {
        /// <summary>Before the real server gets it.</summary>
        Before,

        /// <summary>After the real server has done it, before the answer is passed on.</summary>
        Done,

        /// <summary>After the answer was passed on.</summary>
        Answered,
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Ends when it has gone silent.</summary>
    public Task Reached => _reached.Task;

    /// <summary>Makes it go silent once.</summary>
    /// <param name="request">What stands in the request.</param>
    /// <param name="moment">When, of that.</param>
    public void Pause(string request, Moment moment) => (_request, _moment) = (request, moment);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var relaying = new List<Task>();
        try
        {
            while (true)
            {
                relaying.Add(RelayAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(relaying);
        }
    }

    private async Task RelayAsync(TcpClient client)
    {
        using TcpClient near = client;
        using var far = new TcpClient();
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, _target, _end.Token);
            var seen = new Seen();
            await Task.WhenAny(
                PassAsync(near.GetStream(), far.GetStream(), chunk => ToServerAsync(chunk, seen), after: null),
                PassAsync(far.GetStream(), near.GetStream(), _ => ToClientAsync(seen, Moment.Done), () => ToClientAsync(seen, Moment.Answered)));
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or SocketException)
        {
            // One of the two is gone, and with it the other.
        }
    }

    private async Task PassAsync(NetworkStream from, NetworkStream to, Func<string, Task> before, Func<Task>? after)
    {
        byte[] buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReadAsync(buffer, _end.Token) is > 0 and int count)
            {
                await before(Encoding.Latin1.GetString(buffer, 0, count));
                await to.WriteAsync(buffer.AsMemory(0, count), _end.Token);
                await (after?.Invoke() ?? Task.CompletedTask);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
            // Likewise.
        }
    }

    private Task ToServerAsync(string chunk, Seen seen)
    {
        if (_request is null || !chunk.Contains(_request, StringComparison.Ordinal))
        {
            return Task.CompletedTask;
        }

        seen.Request = true;
        return _moment == Moment.Before ? SilenceAsync() : Task.CompletedTask;
    }

    private Task ToClientAsync(Seen seen, Moment moment) => seen.Request && moment == _moment ? SilenceAsync() : Task.CompletedTask;

    private Task SilenceAsync()
    {
        _request = null; // the next connection is another's
        _reached.TrySetResult();
        return Task.Delay(Timeout.InfiniteTimeSpan, _end.Token);
    }

    private sealed class Seen
    {
        public bool Request { get; set; }
    }
}
