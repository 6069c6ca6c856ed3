using InvitesApi.Server.Keys;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Storage;

public abstract partial class InviteDatabaseTests
{
    [Fact]
    public async Task ListKeysAsync_EmptyDatabase_IsEmpty()
    {
        using IInviteDatabase database = Open();
        Assert.Empty(await database.ListKeysAsync(default, Cancellation));
        Assert.Empty(await database.ListKeysAsync(new ApiKeyFilter(Sample.Host, "HTwALnKL"), Cancellation));
    }

    [Fact]
    public async Task TryAddKeyAsync_Keys_AreListedOldestFirst()
    {
        using IInviteDatabase database = Open();
        NewApiKey[] keys =
        [
            Sample.Key(name: "z"),
            Sample.Key("bücher.example", "ключ 🔑"),
            Sample.Key(name: null, methods: ApiKeyMethods.Get),
            Sample.Key(name: "a", methods: ApiKeyMethods.None, text: Sample.OldKey),
        ];
        foreach (NewApiKey key in keys)
        {
            Assert.True(await database.TryAddKeyAsync(key, Cancellation));
        }

        Assert.Equal(keys.Select(key => key.Key), await database.ListKeysAsync(default, Cancellation));
    }

    [Fact]
    public async Task ListKeysAsync_Filter_ListsWhatFitsAlone()
    {
        using IInviteDatabase database = Open();
        NewApiKey here = await AddAsync(database);
        NewApiKey there = await AddAsync(database, Sample.Key(Sample.OtherHost));
        NewApiKey second = await AddAsync(database);

        Assert.Equal([here.Key, second.Key], await database.ListKeysAsync(new ApiKeyFilter(Sample.Host), Cancellation));
        Assert.Equal([there.Key], await database.ListKeysAsync(new ApiKeyFilter(null, there.Key.Id), Cancellation));
        Assert.Equal([second.Key], await database.ListKeysAsync(new ApiKeyFilter(Sample.Host, second.Key.Id), Cancellation));
        Assert.Empty(await database.ListKeysAsync(new ApiKeyFilter(Sample.Host, there.Key.Id), Cancellation));
        Assert.Empty(await database.ListKeysAsync(new ApiKeyFilter(null, here.Key.Id.ToLowerInvariant() + "%"), Cancellation));
        Assert.Empty(await database.ListKeysAsync(new ApiKeyFilter("nobody.example"), Cancellation));
    }

    [Fact]
    public async Task ListKeysAsync_LaterChange_DoesNotAlterTheList()
    {
        using IInviteDatabase database = Open();
        await AddAsync(database);
        IReadOnlyList<ApiKey> before = await database.ListKeysAsync(default, Cancellation);
        await AddAsync(database);
        Assert.Single(before);
    }

    [Fact]
    public async Task TryAddKeyAsync_TakenId_IsRefusedAndTheFirstKeyStays()
    {
        using IInviteDatabase database = Open();
        NewApiKey first = await AddAsync(database, Sample.Key(name: "first", text: Sample.OldKey));
        NewApiKey second = Sample.Key(name: "second", text: "HTwALnKL/" + new string('x', 32));

        Assert.False(await database.TryAddKeyAsync(second, Cancellation));
        Assert.Equal([first.Key], await database.ListKeysAsync(default, Cancellation));
        await AssertAcceptedAsync(database, first);
        await AssertRefusedAsync(database, second);
    }

    [Fact]
    public async Task TryAddKeyAsync_SameIdAtAnotherHost_IsAnotherKey()
    {
        using IInviteDatabase database = Open();
        NewApiKey here = await AddAsync(database, Sample.Key(text: Sample.OldKey));
        NewApiKey there = await AddAsync(database, Sample.Key(Sample.OtherHost, text: "HTwALnKL/" + new string('x', 32)));

        Assert.True(await database.TryRemoveKeyAsync(Sample.Host, here.Key.Id, Sample.Moment, Cancellation));
        Assert.Equal([there.Key], await database.ListKeysAsync(default, Cancellation));
        await AssertRefusedAsync(database, here);
        await AssertAcceptedAsync(database, there);
    }

    [Fact]
    public async Task TryRemoveKeyAsync_Key_IsListedAndAcceptedNoMore()
    {
        using IInviteDatabase database = Open();
        NewApiKey key = await AddAsync(database);
        NewApiKey other = await AddAsync(database);
        await AssertAcceptedAsync(database, key);

        Assert.True(await database.TryRemoveKeyAsync(Sample.Host, key.Key.Id, Sample.Moment, Cancellation));
        Assert.Equal([other.Key], await database.ListKeysAsync(default, Cancellation));
        await AssertRefusedAsync(database, key);
        await AssertAcceptedAsync(database, other);
    }

    [Fact]
    public async Task TryRemoveKeyAsync_NoSuchKey_IsFalse()
    {
        using IInviteDatabase database = Open();
        NewApiKey key = await AddAsync(database);
        Assert.False(await database.TryRemoveKeyAsync(Sample.Host, "HTwALnKL", Sample.Moment, Cancellation));
        Assert.False(await database.TryRemoveKeyAsync(Sample.OtherHost, key.Key.Id, Sample.Moment, Cancellation));
        Assert.False(await database.TryRemoveKeyAsync(Sample.Host, "%", Sample.Moment, Cancellation));
        Assert.False(await database.TryRemoveKeyAsync(Sample.Host, "' OR 1=1 --", Sample.Moment, Cancellation));
        Assert.True(await database.TryRemoveKeyAsync(Sample.Host, key.Key.Id, Sample.Moment, Cancellation));
        Assert.False(await database.TryRemoveKeyAsync(Sample.Host, key.Key.Id, Sample.Moment, Cancellation));
    }

    [Fact]
    public async Task TryAddKeyAsync_IdOfARemovedKey_IsAFreshKey()
    {
        using IInviteDatabase database = Open();
        NewApiKey old = await AddAsync(database, Sample.Key(text: Sample.OldKey));
        await database.TryRemoveKeyAsync(Sample.Host, old.Key.Id, Sample.Moment, Cancellation);
        NewApiKey fresh = await AddAsync(database, Sample.Key(name: "fresh", text: "HTwALnKL/" + new string('x', 32)));

        Assert.Equal([fresh.Key], await database.ListKeysAsync(default, Cancellation));
        await AssertAcceptedAsync(database, fresh);
        await AssertRefusedAsync(database, old);

        await database.TryRemoveKeyAsync(Sample.Host, fresh.Key.Id, Sample.Moment, Cancellation);
        await AddAsync(database, old);
        await AssertAcceptedAsync(database, old);
    }

    [Fact]
    public async Task EveryMember_CancelledBefore_DoesNothing()
    {
        using IInviteDatabase database = Open();
        NewApiKey key = await AddAsync(database);
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await database.ListKeysAsync(default, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await database.TryAddKeyAsync(Sample.Key(), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await database.TryRemoveKeyAsync(Sample.Host, key.Key.Id, Sample.Moment, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await database.FindInviteAsync(new string('A', 24), cancelled));
        Assert.Equal([key.Key], await database.ListKeysAsync(default, Cancellation));
    }

    private static async Task<NewApiKey> AddAsync(IInviteDatabase database, NewApiKey? key = null)
    {
        key ??= Sample.Key();
        Assert.True(await database.TryAddKeyAsync(key, Cancellation));
        return key;
    }
}
