using InvitesApi.Server.Invites;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Storage.Sqlite;
using InvitesApi.Server.Tests.Support;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Tests.Storage;

/// <summary>How our store finds the invites of a key: without a look at the others, and without an index that every invite would pay for.</summary>
public sealed class KeyInvitesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Path => _folder["invites.db"];

    [Theory]
    [InlineData(KeyInvites.Adopt, "SEARCH invite USING INDEX invite_of_missing_key (host=? AND source=?)")]
    [InlineData(KeyInvites.Count, "SEARCH invite USING INTEGER PRIMARY KEY (rowid>?)")]
    [InlineData(KeyInvites.Revoke, "SEARCH invite USING INTEGER PRIMARY KEY (rowid>?)")]
    public void Statement_Always_ReadsWhatItMustAlone(string sql, string expected)
    {
        using SqliteConnection connection = SqliteFile.Prepare(Path).Open();
        using SqliteCommand explain = connection.Command(
            "EXPLAIN QUERY PLAN " + sql, ("$key", 1L), ("$host", 1L), ("$source", "api/token/x"), ("$now", 1L));
        using SqliteDataReader row = explain.ExecuteReader();
        var plan = new List<string>();
        while (row.Read())
        {
            plan.Add(row.GetString(3));
        }

        Assert.Contains(expected, plan);
        Assert.DoesNotContain("SCAN invite", plan);
    }

    [Fact]
    public async Task Index_OfWaitingInvites_HasThoseAlone()
    {
        using (IInviteDatabase database = InviteDatabase.Open(Path))
        {
            NewApiKey key = Sample.Key();
            Assert.True(await database.TryAddKeyAsync(key, Cancellation));
            Assert.NotNull((await database.CreateInviteAsync(Sample.Request(key.Text))).Token);
            await database.AddInvitesAsync([new InviteTerms { VirtualHost = Sample.Host }], "shell/test", Sample.Moment, Cancellation);
            await database.AddCopiesAsync([Copy('a', key.Key.Id)], Sample.Moment, Cancellation);
            Assert.Equal(0L, Waiting());
            await database.AddCopiesAsync([Copy('b', "not-there")], Sample.Moment, Cancellation);
            Assert.Equal(1L, Waiting());
        }
    }

    [Fact]
    public async Task Open_FileOfTheVersionBefore_TakesImportedInvitesForThoseOfTheirKeys()
    {
        NewApiKey key = Sample.Key();
        NewApiKey limited = Sample.Key();
        limited = limited with { Key = limited.Key with { Limits = new ApiKeyLimits { MaxPending = 1 } } };
        using (IInviteDatabase database = InviteDatabase.Open(Path))
        {
            await database.AddKeysAsync([key, limited], Cancellation);
            await database.AddCopiesAsync([Copy('a', key.Key.Id), Copy('b', limited.Key.Id)], Sample.Moment, Cancellation);
        }

        using (var file = new RawSqlite(Path))
        {
            file.Run(
                """
                DROP INDEX invite_of_missing_key;
                UPDATE invite SET key = NULL; DELETE FROM counted_invite; ALTER TABLE api_key DROP COLUMN first_invite; PRAGMA user_version = 3;
                """);
        }

        using IInviteDatabase again = InviteDatabase.Open(Path);
        Assert.Equal(KeyVerdict.TooManyPending, (await again.CreateInviteAsync(Sample.Request(limited.Text))).Verdict);
        Assert.Equal(1, await again.RemoveKeyAsync(
            Sample.Host, key.Key.Id, new KeyRemoval(Sample.Moment, "shell/test", RevokesInvites: true), Cancellation));
    }

    public void Dispose() => _folder.Dispose();

    private static Invite Copy(char token, string key) => new()
    {
        Token = new string(token, 24),
        Terms = new InviteTerms { VirtualHost = Sample.Host },
        Source = "api/token/" + key,
        CreatedAt = Sample.Moment,
    };

    private long Waiting()
    {
        using var file = new RawSqlite(Path);
        return (long)file.Scalar("SELECT count(*) FROM invite WHERE nonce IS NULL AND key IS NULL AND source IS NOT NULL")!;
    }
}
