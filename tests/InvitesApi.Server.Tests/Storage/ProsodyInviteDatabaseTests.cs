using InvitesApi.Server.Audit;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Keys;
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

    /// <summary>Prosody waits for the lock for as long as a transaction takes, so that each writes a few: an entry of the trail is one.</summary>
    [Fact]
    public async Task AddAndRemove_ManyInvites_AreSeveralTransactions()
    {
        using IInviteDatabase database = Open();
        NewApiKey key = Sample.Key();
        await database.AddKeysAsync([key], Cancellation);
        for (int i = 0; i < 30; i++)
        {
            await database.CreateInviteAsync(Sample.Request(key.Text));
        }

        await database.AddInvitesAsync(
            [.. Enumerable.Repeat(new InviteTerms { VirtualHost = Sample.Host }, 60)], "shell/test", Sample.Moment, Cancellation);
        long? revoked = await database.RemoveKeyAsync(
            Sample.Host, key.Key.Id, new KeyRemoval(Sample.Moment, "shell/test", RevokesInvites: true), Cancellation);
        Assert.Equal(30, revoked);
        InviteBatch<Invite> pending = await database.ListInvitesAsync(
            new InviteFilter { State = InviteState.Pending, Now = Sample.Moment }, null, 100, Cancellation);
        Assert.Equal(60, pending.Items.Count);

        IReadOnlyList<AuditEntry> trail = await database.ReadAuditAsync(null, 1000, Cancellation);
        Assert.Equal(3, trail.Count(entry => entry is { Action: AuditAction.InvitesMade, Actor: "shell/test" }));
        Assert.Equal(2, trail.Count(entry => entry.Action == AuditAction.InviteRevoked));
        Assert.Single(trail, entry => entry.Action == AuditAction.KeyRemoved);
    }

    private string ProsodysOwn()
    {
        using var file = new RawSqlite(File);
        Assert.Equal(_journal, file.Scalar("PRAGMA journal_mode"));
        Assert.Equal((0L, 0L), (file.Scalar("PRAGMA user_version"), file.Scalar("PRAGMA application_id")));
        return (string)file.Scalar("SELECT group_concat(sql) FROM sqlite_schema WHERE name LIKE 'prosody%'")!;
    }
}
