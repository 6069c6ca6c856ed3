using System.Threading.Channels;
using InvitesApi.Server.Faults;
using Microsoft.Extensions.Logging;

namespace InvitesApi.Server.Hosting.Logging;

/// <summary>
/// What the server has to say, for whoever wants to read it: the newest lines wait in a queue, so that no thread of the server ever waits
/// for a reader. Whatever a message was made of, its line holds no secret and stays one line.
/// </summary>
internal sealed class ServerLog : ILoggerFactory
{
    /// <summary>The category of this program's messages; those of others are not trusted to have no secret.</summary>
    public const string OwnCategory = "InvitesApi";

    private const int MostLines = 1000;

    // Kestrel's error where a client breaks off in the middle of a body: it closes the connection, and an administrator has nothing to do.
    private const string BrokenOff = "RequestBodyDrainBodyReaderInvalidState";

    private readonly Channel<LogLine> _lines = Channel.CreateBounded<LogLine>(
        new BoundedChannelOptions(MostLines) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>The lines.</summary>
    public ChannelReader<LogLine> Lines => _lines.Reader;

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) =>
        new Logger(_lines.Writer, categoryName.StartsWith(OwnCategory, StringComparison.Ordinal));

    /// <summary>Takes nobody else in.</summary>
    /// <exception cref="NotSupportedException">Always: nobody else gets the messages.</exception>
    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    /// <inheritdoc/>
    public void Dispose() => _lines.Writer.TryComplete();

    private sealed class Logger(ChannelWriter<LogLine> lines, bool isOwn) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        // What Kestrel does is told where it goes wrong.
        public bool IsEnabled(LogLevel logLevel) =>
            logLevel >= (isOwn ? LogLevel.Information : LogLevel.Warning) && logLevel < LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel) && (isOwn || eventId.Name != BrokenOff))
            {
                string text = formatter(state, exception);
                string line = (isOwn ? Redaction.OfOwn(text) : Redaction.Of(text)) + Cause(exception);
                lines.TryWrite(new LogLine(SeverityOf(logLevel), LogEncoding.Line(line)));
            }
        }

        private static string Cause(Exception? exception) => exception switch
        {
            null => string.Empty,
            InviteException fault => $" ({fault.Fault}: {Redaction.OfOwn(fault.Message)})",
            _ => $" ({exception.GetType().Name}: {Redaction.Of(exception.Message)})",
        };

        private static int SeverityOf(LogLevel level) => level switch
        {
            LogLevel.Critical => LogLine.Critical,
            LogLevel.Error => LogLine.Error,
            LogLevel.Warning => LogLine.Warning,
            LogLevel.Information => LogLine.Information,
            _ => LogLine.Debug,
        };
    }
}
