using InvitesApi.Server.Faults;
using InvitesApi.Server.Hosting.Logging;
using InvitesApi.Server.Tests.Support;
using Microsoft.Extensions.Logging;

namespace InvitesApi.Server.Tests.Logging;

public sealed class ServerLogTests : IDisposable
{
    private const string Foreign = "Microsoft.AspNetCore.Server.Kestrel";
    private static readonly string Secret = Sample.OldKey.Split('/')[1];

    private readonly ServerLog _log = new();

    [Fact]
    public void Log_ForeignMessageWithAKey_IsRedacted()
    {
        LogLine line = Log(Foreign, LogLevel.Warning, $"Invalid request line: 'GET /invites_api?key={Sample.OldKey} HTTP/1.1'");
        Assert.Equal("Invalid request line: 'GET /invites_api?key=REDACTED HTTP/1.1'", line.Text);
    }

    [Fact]
    public void Log_ForeignMessageWithTheTokenOfAnInvite_IsRedacted() => Assert.Equal(
        "GET /i/REDACTED/", Log(Foreign, LogLevel.Error, "GET /i/q4Zr0-_AbCdEfGhIjKlMnOpQ/").Text);

    [Theory]
    [InlineData(Foreign)]
    [InlineData(ServerLog.OwnCategory)]
    public void Log_ExceptionWithAKey_IsRedacted(string category)
    {
        LogLine line = Log(category, LogLevel.Error, "It failed.", new InvalidOperationException($"no {Sample.OldKey}"));
        Assert.StartsWith("It failed. (InvalidOperationException: no ", line.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, line.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Log_FaultWithAPath_StaysReadable() => Assert.Equal(
        "It failed. (DatabaseFull: '/srv/invites-api-production/a.db' is full.)",
        Log(
            ServerLog.OwnCategory,
            LogLevel.Error,
            "It failed.",
            new InviteException(InviteFault.DatabaseFull, "'/srv/invites-api-production/a.db' is full.")).Text);

    [Theory]
    [InlineData(LogLevel.Critical, 2)]
    [InlineData(LogLevel.Error, 3)]
    [InlineData(LogLevel.Warning, 4)]
    [InlineData(LogLevel.Information, 6)]
    public void Log_Level_IsSyslogs(LogLevel level, int severity) => Assert.Equal(severity, Log(ServerLog.OwnCategory, level, "x").Severity);

    [Theory]
    [InlineData(ServerLog.OwnCategory, LogLevel.Debug)]
    [InlineData(Foreign, LogLevel.Information)]
    public void Log_BelowTheLeastLevel_IsNotKept(string category, LogLevel level)
    {
        _log.CreateLogger(category).Log(level, default, "x", exception: null, (text, _) => text);
        Assert.False(_log.Lines.TryRead(out _));
    }

    [Fact]
    public void Log_BodyThatAClientBrokeOff_IsNotKept()
    {
        var brokenOff = new EventId(39, "RequestBodyDrainBodyReaderInvalidState");
        _log.CreateLogger(Foreign).Log(LogLevel.Error, brokenOff, "x", exception: null, (text, _) => text);
        Assert.False(_log.Lines.TryRead(out _));
    }

    [Fact]
    public void Log_LineBreaks_StayInOneLine() => Assert.Equal(
        "a\\u000A<2>b\\u001B[0m", Log(ServerLog.OwnCategory, LogLevel.Warning, "a\n<2>b\u001B[0m").Text);

    public void Dispose() => _log.Dispose();

    private LogLine Log(string category, LogLevel level, string message, Exception? exception = null)
    {
        _log.CreateLogger(category).Log(level, default, message, exception, (text, _) => text);
        Assert.True(_log.Lines.TryRead(out LogLine? line));
        return line;
    }
}
