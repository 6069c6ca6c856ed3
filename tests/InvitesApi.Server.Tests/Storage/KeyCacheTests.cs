using InvitesApi.Server.Keys;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Storage.Sqlite;
using InvitesApi.Server.Tests.Support;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Tests.Storage;

/// <summary>What the cache of keys remembers of ids that no key has. What it has asked the file for, it does not ask again.</summary>
public sealed class KeyCacheTests : IDisposable
{
    private const int Most = 256;

    private readonly TemporaryFolder _folder = new();
    private readonly NewApiKey _late = Sample.Key();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(3 * Most, 0, true)]
    [InlineData(0, Most - 1, true)]
    [InlineData(3 * Most, Most - 1, true)]
    [InlineData(0, Most, false)]
    [InlineData(3 * Most, Most, false)]
    public async Task Find_UnknownId_IsRememberedUntilSoManyOthersCame(int before, int after, bool isRemembered)
    {
        SqliteFile file = SqliteFile.Prepare(_folder["invites.db"]);
        using SqliteConnection connection = file.Open();
        using var lookup = new KeyLookup(connection.Handle!, file.Path);
        var cache = new KeyCache(lookup.Find);
        Guess(cache, before);
        Assert.Null(cache.Find(Sample.Host, _late.Key.Id));
        using (IInviteDatabase elsewhere = InviteDatabase.Open(file.Path))
        {
            Assert.True(await elsewhere.TryAddKeyAsync(_late, Cancellation));
        }

        Guess(cache, after);
        Assert.Equal(isRemembered, cache.Find(Sample.Host, _late.Key.Id) is null);
        cache.Clear();
        Assert.NotNull(cache.Find(Sample.Host, _late.Key.Id));
        Guess(cache, 2 * Most);
        Assert.NotNull(cache.Find(Sample.Host, _late.Key.Id));
    }

    public void Dispose() => _folder.Dispose();

    // At several hosts, and each twice.
    private static void Guess(KeyCache cache, int times)
    {
        for (int i = 0; i < times; i++)
        {
            string host = i % 3 == 0 ? Sample.Host : Sample.OtherHost;
            string id = Sample.Key().Key.Id;
            Assert.Null(cache.Find(host, id));
            Assert.Null(cache.Find(host, id));
        }
    }
}
