using InvitesApi.Server.Faults;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Storage.Prosody;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Storage;

/// <summary>Files that are no Prosody's, or not set up for us: what is said of them, and that they stay as they are.</summary>
public sealed class ProsodyCheckTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Open_MissingFile_IsToldAndNotMade()
    {
        string path = _folder["prosody.sqlite"];
        Assert.Equal(InviteFault.ProsodyDatabaseNotFound, Fault(path));
        Assert.False(File.Exists(path));
        Assert.Equal(["ProsodyDatabaseNotFound"], Ids(path));
    }

    [Fact]
    public void Open_FileOfOurs_IsForeign()
    {
        string path = _folder["invites.db"];
        InviteDatabase.Open(path).Dispose();
        Assert.Equal(InviteFault.ProsodyDatabaseForeign, Fault(path));
        Assert.Equal(["ProsodyDatabaseForeign"], Ids(path));
    }

    [Fact]
    public void Open_NoDatabase_IsForeign()
    {
        string path = _folder["accounts.dat"];
        File.WriteAllText(path, new string('x', 5000));
        Assert.Equal(InviteFault.DatabaseForeign, Fault(path));
        Assert.Equal(5000, new FileInfo(path).Length);
    }

    [Fact]
    public void Open_ProsodysFileAsOurs_IsForeign()
    {
        string path = _folder["prosody.sqlite"];
        ProsodyStorage.Make(path);
        Assert.Equal(
            InviteFault.DatabaseForeign, Assert.Throws<InviteException>(() => InviteDatabase.Open(path)).Fault);
    }

    [Fact]
    public void Run_NewFile_TellsOfTheJournalAndTheHosts()
    {
        string path = _folder["prosody.sqlite"];
        ProsodyStorage.Make(path);
        Assert.Equal(
            ["ProsodyRollbackJournal", "ProsodyInvitesNeverUsed", "VirtualHostNotInDatabase"],
            Ids(path, Sample.Host, "nowhere.example"));
    }

    [Fact]
    public void Run_UsedFile_FindsNothing()
    {
        string path = _folder["prosody.sqlite"];
        ProsodyStorage.Make(path, ProsodyStorage.Layout13, "wal");
        using (var file = new RawSqlite(path))
        {
            file.Run(ProsodyStorage.Row(Sample.Host, "", "invite_token", "t", "json", "{}"));
        }

        Assert.Empty(Ids(path, Sample.Host));
    }

    [Fact]
    public async Task Add_HostThatProsodyHasNot_IsRefused()
    {
        string path = _folder["prosody.sqlite"];
        ProsodyStorage.Make(path);
        using IInviteDatabase database = InviteDatabase.Open("prosody:" + path);
        InviteException fault = await Assert.ThrowsAsync<InviteException>(
            async () => await database.TryAddKeyAsync(Sample.Key("nowhere.example"), Cancellation));
        Assert.Equal((InviteFault.VirtualHostNotInDatabase, "nowhere.example"), (fault.Fault, fault.Target));
    }

    [Fact]
    public async Task Keys_ThatAreOnlyListed_NeedNoTablesOfOurs()
    {
        string path = _folder["prosody.sqlite"];
        ProsodyStorage.Make(path);
        using (IInviteDatabase database = InviteDatabase.Open("prosody:" + path))
        {
            Assert.Empty(await database.ListKeysAsync(default, Cancellation));
        }

        using var file = new RawSqlite(path);
        Assert.Equal(0L, file.Scalar("SELECT count(*) FROM sqlite_schema WHERE name LIKE 'invitesapi%'"));
    }

    [Theory]
    [InlineData("prosody:")]
    [InlineData("prosody:postgresql://localhost/prosody")]
    [InlineData("prosody:prosody:x")]
    public void Split_NoPath_IsRefused(string location) => Assert.Equal(
        InviteFault.DatabaseLocationInvalid, Assert.Throws<InviteException>(() => DatabaseLocation.Split(location)).Fault);

    public void Dispose() => _folder.Dispose();

    private static InviteFault Fault(string path) => Assert.Throws<InviteException>(() => InviteDatabase.Open("prosody:" + path)).Fault;

    private static IEnumerable<string> Ids(string path, params string[] hosts) => ProsodyCheck.Run(path, hosts).Select(finding => finding.Id);
}
