using InvitesApi.Server.Invites;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Storage.Sqlite;
using InvitesApi.Server.Tests.Support;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Tests.Storage;

/// <summary>A file that the first version of the schema has made goes on working.</summary>
public sealed class FirstVersionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_FileOfVersion1_IsBroughtUpWithItsKeysAndInvites()
    {
        ApiKeyText text = Sample.Parse(Sample.OldKey);
        Make(text);
        using IInviteDatabase database = InviteDatabase.Open(_folder["invites.db"]);
        ApiKey key = Assert.Single(await database.ListKeysAsync(default, Cancellation));
        Assert.Equal(
            new ApiKey(Sample.Host, "HTwALnKL", "old", ApiKeyMethods.All, Sample.Moment)
            {
                Usage = new KeyUsage(2, Sample.Moment.AddHours(2), null),
            },
            key);
        Assert.Equal(KeyVerdict.Accepted, (await database.CreateInviteAsync(Sample.Request(text))).Verdict);
        Assert.Equal(3, (await database.ListInvitesAsync(InviteFilter.All, from: null, most: 10, Cancellation)).Items.Count);
        Assert.Equal(3, Assert.Single(await database.ListKeysAsync(default, Cancellation)).Usage.Invites);
    }

    public void Dispose() => _folder.Dispose();

    private void Make(ApiKeyText text)
    {
        SQLitePCL.Batteries_V2.Init();
        using var file = new SqliteConnection($"Data Source={_folder["invites.db"]};Pooling=False");
        file.Open();
        file.Run("PRAGMA journal_mode = WAL");
        file.Run(Repository.Read("src/InvitesApi.Server/Storage/Sqlite/Schema/001.sql"));
        file.Run(
            """
            PRAGMA user_version = 1;
            PRAGMA application_id = 0x496E7641;
            INSERT INTO virtual_host (name) VALUES ('example.com');
            INSERT INTO api_key (host, id, name, token_hash, allowed_methods, created_at) VALUES (1, 'HTwALnKL', 'old', $hash, 3, $made);
            INSERT INTO invite (nonce, kind, host, key, created_at) VALUES (randomblob(12), 0, 1, 1, $made + 3600);
            INSERT INTO invite (nonce, kind, host, key, created_at) VALUES (randomblob(12), 0, 1, 1, $made + 7200);
            """,
            ("$hash", KeyRow.Bytes(TokenHash.Of(text.Token.Span))),
            ("$made", Sample.Moment.ToUnixTimeSeconds()));
    }
}
