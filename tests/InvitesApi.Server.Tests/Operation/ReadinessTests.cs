using InvitesApi.Server.Faults;
using InvitesApi.Server.Hosting.Operation;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace InvitesApi.Server.Tests.Operation;

public sealed class ReadinessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(Sample.Moment);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FindObstacle_DatabaseThatCanBeWritten_IsNone()
    {
        using IInviteDatabase database = InviteDatabase.Open(_folder["a.db"]);
        Assert.Null(await new Readiness(database, _time).FindObstacleAsync(Cancellation));
    }

    [Fact]
    public async Task FindObstacle_DatabaseThatIsGone_IsFoundAfterASecond()
    {
        var database = InviteDatabase.Open(_folder["a.db"]);
        var readiness = new Readiness(database, _time);
        Assert.Null(await readiness.FindObstacleAsync(Cancellation));
        database.Dispose();
        Assert.Null(await readiness.FindObstacleAsync(Cancellation));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull(await readiness.FindObstacleAsync(Cancellation));
    }

    [Fact]
    public async Task FindObstacle_FileThatIsLocked_IsBusyAfterFiveSeconds()
    {
        using IInviteDatabase database = InviteDatabase.Open(_folder["a.db"]);
        using var other = new RawSqlite(_folder["a.db"]);
        other.Run("BEGIN IMMEDIATE");
        Task<string?> asked = new Readiness(database, _time).FindObstacleAsync(Cancellation);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(nameof(InviteFault.DatabaseBusy), await asked);
        other.Run("ROLLBACK");
    }

    [Fact]
    public async Task FindObstacle_AfterStop_IsStopping()
    {
        using IInviteDatabase database = InviteDatabase.Open(_folder["a.db"]);
        var readiness = new Readiness(database, _time);
        readiness.Stop();
        Assert.Equal("Stopping", await readiness.FindObstacleAsync(Cancellation));
    }

    public void Dispose() => _folder.Dispose();
}
