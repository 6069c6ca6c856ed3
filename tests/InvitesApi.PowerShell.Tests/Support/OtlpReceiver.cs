using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace InvitesApi.PowerShell.Tests;

/// <summary>A collector of OpenTelemetry: takes what is sent to it over OTLP/HTTP (protobuf) and says that all is well.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private static readonly byte[] Answer =
        Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: application/x-protobuf\r\nContent-Length: 0\r\n\r\n");

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<string, string> _received = new(StringComparer.Ordinal);
    private readonly Task _serving;

    public OtlpReceiver()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Endpoint => string.Create(CultureInfo.InvariantCulture, $"http://{_listener.LocalEndpoint}");

    /// <summary>All that was sent to a path, a character for each byte.</summary>
    public string this[string path] => _received.GetValueOrDefault(path, string.Empty);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            TcpClient client = await _listener.AcceptTcpClientAsync(_end.Token);
            _ = TakeAsync(client);
        }
    }

    private async Task TakeAsync(TcpClient client)
    {
        using (client)
        {
            // Latin-1 has a character for every byte, so lengths in bytes are lengths in characters.
            await using NetworkStream stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.Latin1);
            while (await reader.ReadLineAsync(_end.Token) is { } requestLine)
            {
                int length = 0;
                while (await reader.ReadLineAsync(_end.Token) is { Length: > 0 } header)
                {
                    length = header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)
                        ? int.Parse(header[15..], CultureInfo.InvariantCulture)
                        : length;
                }

                char[] body = new char[length];
                await reader.ReadBlockAsync(body, _end.Token);
                _received.AddOrUpdate(requestLine.Split(' ')[1], new string(body), (_, before) => before + new string(body));
                await stream.WriteAsync(Answer, _end.Token);
            }
        }
    }
}
