using InvitesApi.Server.Keys;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Storage.Sqlite;
using InvitesApi.Server.Tests.Support;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Tests.Storage;

public sealed class KeyGateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Refuses_NobodyWasRefusedYet_LeavesItToTheWriter()
    {
        using KeyGate gate = OpenGate();
        Assert.False(gate.Refuses(Sample.Request(Sample.Key().Text)));
    }

    [Fact]
    public void Refuses_UnknownKey_RefusesAsLongAsNothingChanges()
    {
        using KeyGate gate = OpenGate();
        gate.Want();
        for (int i = 0; i < 10; i++)
        {
            Assert.True(gate.Refuses(Sample.Request(Sample.Key().Text)));
        }
    }

    [Fact]
    public async Task Refuses_FileChangedElsewhere_LeavesItToTheWriterUntilItRefusesAgain()
    {
        using KeyGate gate = OpenGate();
        NewApiKey key = Sample.Key();
        gate.Want();
        Assert.True(gate.Refuses(Sample.Request(key.Text)));

        using (IInviteDatabase elsewhere = InviteDatabase.Open(_folder["invites.db"]))
        {
            Assert.True(await elsewhere.TryAddKeyAsync(key, Cancellation));
            Assert.False(gate.Refuses(Sample.Request(key.Text)));
            gate.Want();
            Assert.False(gate.Refuses(Sample.Request(key.Text)));
            Assert.True(gate.Refuses(Sample.Request(Sample.Key().Text)));

            Assert.True(await elsewhere.TryRemoveKeyAsync(Sample.Host, key.Key.Id, Sample.Moment, Cancellation));
        }

        Assert.False(gate.Refuses(Sample.Request(key.Text)));
        gate.Want();
        Assert.True(gate.Refuses(Sample.Request(key.Text)));
    }

    [Fact]
    public async Task Refuses_KeyWithAWrongToken_Refuses()
    {
        using (IInviteDatabase database = InviteDatabase.Open(_folder["invites.db"]))
        {
            await database.TryAddKeyAsync(Sample.Key(text: Sample.OldKey), Cancellation);
        }

        using KeyGate gate = OpenGate();
        gate.Want();
        Assert.True(gate.Refuses(Sample.Request(Sample.Key(text: "HTwALnKL/" + new string('x', 32)).Text)));
        Assert.False(gate.Refuses(Sample.Request(Sample.Key(text: Sample.OldKey).Text)));
    }

    [Fact]
    public void Refuses_AfterDisposal_LeavesItToTheWriter()
    {
        KeyGate gate = OpenGate();
        gate.Want();
        Assert.True(gate.Refuses(Sample.Request(Sample.Key().Text)));
        gate.Dispose();
        gate.Want();
        Assert.False(gate.Refuses(Sample.Request(Sample.Key().Text)));
    }

    [Fact]
    public void Look_WithoutAWriteAheadLog_TellsNothingAndMakesNoIndex()
    {
        using SqliteConnection connection = SqliteFile.Prepare(_folder["invites.db"]).Open();
        connection.Run("PRAGMA journal_mode = DELETE");
        var commits = new CommitWatch(connection);
        commits.Look();
        Assert.False(commits.IsAsSeen);
        Assert.False(File.Exists(_folder["invites.db-shm"]));
    }

    public void Dispose() => _folder.Dispose();

    private KeyGate OpenGate() => new(SqliteFile.Prepare(_folder["invites.db"]));
}
