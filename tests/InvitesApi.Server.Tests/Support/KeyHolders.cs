using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace InvitesApi.Server.Tests.Support;

/// <summary>Clients that ask for invites all the time, each over a connection of its own, and remember every answer.</summary>
internal sealed class KeyHolders : IAsyncDisposable
{
    private readonly HttpClient _client;
    private readonly Uri _address;
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<string> _tokens = [];
    private readonly ConcurrentDictionary<HttpStatusCode, int> _others = new();
    private readonly Task _running;
    private int _withoutRetryAfter;

    /// <summary>Begins.</summary>
    /// <param name="port">The server's port.</param>
    /// <param name="clients">How many.</param>
    public KeyHolders(int port, int clients)
    {
        _address = new Uri($"http://127.0.0.1:{port}/invites_api");
        _client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.Host = Sample.Host;
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", SampleKeys.New);
        _running = Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(AskAsync)));
    }

    /// <summary>The tokens of the invites that were answered with 201.</summary>
    public IReadOnlyCollection<string> Tokens => _tokens;

    /// <summary>How many were answered with a status other than 201.</summary>
    /// <param name="status">The status.</param>
    public int Count(HttpStatusCode status) => _others.GetValueOrDefault(status);

    /// <summary>The statuses other than 201 that came.</summary>
    public IEnumerable<HttpStatusCode> Others => _others.Keys.Order();

    /// <summary>How many were answered with 503 and without Retry-After.</summary>
    public int WithoutRetryAfter => _withoutRetryAfter;

    /// <summary>Waits until something is so.</summary>
    public static async Task WhenAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Ends them.</summary>
    public async Task StopAsync()
    {
        await _end.CancelAsync();
        await _running;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _client.Dispose();
        _end.Dispose();
    }

    private async Task AskAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                using HttpResponseMessage answer = await _client.GetAsync(_address, _end.Token);
                Note(answer);
            }
            catch (Exception error) when (error is HttpRequestException or OperationCanceledException or SocketException)
            {
                if (!_end.IsCancellationRequested)
                {
                    await Task.Delay(50, CancellationToken.None); // the server has died
                }
            }
        }
    }

    private void Note(HttpResponseMessage answer)
    {
        if (answer.StatusCode == HttpStatusCode.Created)
        {
            _tokens.Enqueue(answer.Headers.Location!.OriginalString[^24..]);
            return;
        }

        _others.AddOrUpdate(answer.StatusCode, 1, (_, count) => count + 1);
        if (answer.StatusCode == HttpStatusCode.ServiceUnavailable && answer.Headers.RetryAfter is null)
        {
            Interlocked.Increment(ref _withoutRetryAfter);
        }
    }
}
