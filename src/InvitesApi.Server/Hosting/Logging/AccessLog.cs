using System.Text;
using System.Threading.Channels;
using InvitesApi.Server.Faults;
using Microsoft.Extensions.Logging;

namespace InvitesApi.Server.Hosting.Logging;

/// <summary>
/// Writes down which requests were answered, in a task of its own: no request waits for the log's disk, and none fails with it. What the
/// disk does not take is lost, and the server's log says so.
/// </summary>
internal sealed partial class AccessLog : IAsyncDisposable
{
    private const int LongestQueue = 16_384;
    private const int BatchLength = 64 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Channel<AccessLogEntry> _queue = Channel.CreateBounded<AccessLogEntry>(
        new BoundedChannelOptions(LongestQueue) { SingleReader = true });

    private readonly StringBuilder _lines = new(BatchLength);
    private readonly string _path;
    private readonly AccessLogFile _file;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Task _writer;
    private byte[] _bytes = [];
    private long _overflowed;
    private long _lost;

    /// <summary>Opens the file and starts the writer.</summary>
    /// <param name="path">The full path of the file.</param>
    /// <param name="time">What tells the time, and the time zone of the log.</param>
    /// <param name="log">Where it is said that lines are lost.</param>
    /// <exception cref="InviteException"><see cref="InviteFault.AccessLogUnavailable"/>.</exception>
    public AccessLog(string path, TimeProvider time, ILogger log)
    {
        _path = path;
        _file = new AccessLogFile(path, time);
        _time = time;
        _log = log;
        _writer = Task.Run(WriteAllAsync);
    }

    /// <summary>Takes a request in. It never waits: where the queue is full, the request is lost to the log.</summary>
    /// <param name="entry">The request.</param>
    public void Add(in AccessLogEntry entry)
    {
        if (!_queue.Writer.TryWrite(entry))
        {
            Interlocked.Increment(ref _overflowed);
        }
    }

    /// <summary>Writes what waits, and closes the file. A disk that hangs is not waited for.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        try
        {
            await _writer.WaitAsync(Patience, _time);
        }
        catch (TimeoutException)
        {
            return; // the writer closes the file when the disk lets it go
        }
    }

    private async Task WriteAllAsync()
    {
        using (_file)
        {
            while (await _queue.Reader.WaitToReadAsync())
            {
                WriteBatch();
            }
        }
    }

    private void WriteBatch()
    {
        _lines.Clear();
        int count = 0;
        while (_lines.Length < BatchLength && _queue.Reader.TryRead(out AccessLogEntry entry))
        {
            CombinedFormat.Append(_lines, entry, _time.LocalTimeZone);
            count++;
        }

        long lost = Interlocked.Exchange(ref _overflowed, 0);
        try
        {
            _file.Append(Encode());
            lost += _lost;
            _lost = 0;
            if (lost > 0)
            {
                LogLost(_log, _path, lost);
            }
        }
        catch (Exception error) // whatever it was: the writer must live, for the disk may be better in a while
        {
            if (_lost == 0)
            {
                LogFailure(_log, _path, error.Message);
            }

            _lost += lost + count;
        }
    }

    private ReadOnlySpan<byte> Encode()
    {
        if (_bytes.Length < _lines.Length)
        {
            _bytes = new byte[_lines.Length * 2];
        }

        int length = 0;
        foreach (ReadOnlyMemory<char> chunk in _lines.GetChunks())
        {
            length += Encoding.ASCII.GetBytes(chunk.Span, _bytes.AsSpan(length));
        }

        return _bytes.AsSpan(0, length);
    }

    [LoggerMessage(LogLevel.Error, "The access log '{Path}' can't be written: {Reason} Its lines are lost until it can. Requests are answered.")]
    private static partial void LogFailure(ILogger log, string path, string reason);

    [LoggerMessage(LogLevel.Warning, "{Lines} lines of the access log '{Path}' were lost. It is written again.")]
    private static partial void LogLost(ILogger log, string path, long lines);
}
