using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace InvitesApi.Server.Hosting;

/// <summary>
/// What the server has to say, for whoever wants to read it: the newest lines wait in a queue, so that no thread of the server ever waits
/// for a reader.
/// </summary>
internal sealed class ServerLog : ILoggerProvider
{
    private const int MostLines = 1000;

    private readonly Channel<LogLine> _lines = Channel.CreateBounded<LogLine>(
        new BoundedChannelOptions(MostLines) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>The lines.</summary>
    public ChannelReader<LogLine> Lines => _lines.Reader;

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Logger(_lines.Writer);

    /// <inheritdoc/>
    public void Dispose() => _lines.Writer.TryComplete();

    private sealed class Logger(ChannelWriter<LogLine> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                string text = formatter(state, exception);
                string cause = exception is null ? string.Empty : $" ({exception.GetType().Name}: {exception.Message})";
                lines.TryWrite(new LogLine(logLevel >= LogLevel.Error, text + cause));
            }
        }
    }
}
