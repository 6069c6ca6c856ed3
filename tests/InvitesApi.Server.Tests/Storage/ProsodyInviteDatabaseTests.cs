using InvitesApi.Server.Storage;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Storage;

/// <summary>What every store must do, done by Prosody's storage, in each form that it is found in.</summary>
public abstract class ProsodyInviteDatabaseTests : InviteDatabaseTests, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _journal;
    private readonly string _schema;

    private protected ProsodyInviteDatabaseTests(string layout, string journal)
    {
        _journal = journal;
        ProsodyStorage.Make(File, layout, journal);
        _schema = ProsodysOwn();
    }

    private string File => _folder["prosody.sqlite"];

    public void Dispose()
    {
        string after = ProsodysOwn();
        _folder.Dispose();
        GC.SuppressFinalize(this);
        Assert.Equal(_schema, after); // whatever a test has done
    }

    protected override IInviteDatabase Open() => InviteDatabase.Open("prosody:" + File);

    private string ProsodysOwn()
    {
        using var file = new RawSqlite(File);
        Assert.Equal(_journal, file.Scalar("PRAGMA journal_mode"));
        Assert.Equal((0L, 0L), (file.Scalar("PRAGMA user_version"), file.Scalar("PRAGMA application_id")));
        return (string)file.Scalar("SELECT group_concat(sql) FROM sqlite_schema WHERE name LIKE 'prosody%'")!;
    }
}
