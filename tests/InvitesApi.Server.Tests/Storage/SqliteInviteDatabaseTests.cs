using System.Globalization;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Storage.Sqlite;
using InvitesApi.Server.Tests.Support;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Tests.Storage;

/// <summary>What every store must do, done by ours.</summary>
public sealed class SqliteInviteDatabaseTests : InviteDatabaseTests, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Open_NewFileByManyAtOnce_AllFindItMade()
    {
        const int Rounds = 50;
        const int Openers = 8;
        for (int round = 0; round < Rounds; round++)
        {
            string path = _folder[$"{round}.db"];
            using var start = new Barrier(Openers);
            await Task.WhenAll(Enumerable.Range(0, Openers).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait();
                    InviteDatabase.Open(path).Dispose();
                },
                Cancellation,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default)));
        }
    }

    [Theory]
    [InlineData("journal_mode", "wal")]
    [InlineData("synchronous", "2")]
    [InlineData("fullfsync", "1")]
    [InlineData("foreign_keys", "1")]
    public void Connection_Always_IsDurable(string pragma, string expected)
    {
        using SqliteConnection connection = SqliteFile.Prepare(_folder["invites.db"]).Open();
        Assert.Equal(expected, Convert.ToString(connection.Scalar($"PRAGMA {pragma}"), CultureInfo.InvariantCulture));
    }

    public void Dispose() => _folder.Dispose();

    protected override IInviteDatabase Open() => InviteDatabase.Open(_folder["invites.db"]);
}
