using InvitesApi.Server.Invites;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Storage;

public abstract partial class InviteDatabaseTests
{
    [Fact]
    public async Task CreateInviteAsync_KeyRemovedElsewhere_IsRefusedAtTheNextRequest()
    {
        using IInviteDatabase server = Open();
        using IInviteDatabase shell = Open();
        NewApiKey key = await AddAsync(server);
        await AssertAcceptedAsync(server, key);
        await AssertAcceptedAsync(server, key);

        Assert.True(await shell.TryRemoveKeyAsync(Sample.Host, key.Key.Id, Sample.Moment, Cancellation));
        await AssertRefusedAsync(server, key);
        Assert.Empty(await server.ListKeysAsync(default, Cancellation));
    }

    [Fact]
    public async Task CreateInviteAsync_KeyAddedElsewhere_IsAcceptedAtTheNextRequest()
    {
        using IInviteDatabase server = Open();
        using IInviteDatabase shell = Open();
        NewApiKey key = Sample.Key();
        await AssertRefusedAsync(server, key);
        for (int i = 0; i < 5; i++)
        {
            await AddAsync(shell, key);
            await AssertAcceptedAsync(server, key);
            Assert.Equal([key.Key.Id], (await server.ListKeysAsync(default, Cancellation)).Select(listed => listed.Id));
            await shell.TryRemoveKeyAsync(Sample.Host, key.Key.Id, Sample.Moment, Cancellation);
            await AssertRefusedAsync(server, key);
            await AssertRefusedAsync(server, key);
            await AssertRefusedAsync(server, key);
        }
    }

    [Fact]
    public async Task CreateInviteAsync_KeyReplacedElsewhere_OldTokenIsRefused()
    {
        using IInviteDatabase server = Open();
        using IInviteDatabase shell = Open();
        NewApiKey old = await AddAsync(shell, Sample.Key(text: Sample.OldKey));
        await AssertAcceptedAsync(server, old);
        await shell.TryRemoveKeyAsync(Sample.Host, old.Key.Id, Sample.Moment, Cancellation);
        NewApiKey fresh = await AddAsync(
            shell, Sample.Key(methods: ApiKeyMethods.Post, text: "HTwALnKL/" + new string('x', 32)));
        await AssertRefusedAsync(server, old);
        Assert.Equal(KeyVerdict.MethodNotAllowed, await VerdictAsync(server, fresh, Sample.Host));
        Assert.Equal(KeyVerdict.Accepted, await VerdictAsync(server, fresh, Sample.Host, ApiKeyMethods.Post));
    }

    [Fact]
    public async Task FindInviteAsync_InviteMadeElsewhere_IsFound()
    {
        using IInviteDatabase first = Open();
        using IInviteDatabase second = Open();
        NewApiKey key = await AddAsync(first);
        for (int i = 0; i < 3; i++)
        {
            InviteAnswer byFirst = await first.CreateInviteAsync(Sample.Request(key.Text));
            InviteAnswer bySecond = await second.CreateInviteAsync(Sample.Request(key.Text));
            Assert.Equal(byFirst.Token, (await second.FindInviteAsync(byFirst.Token!, Cancellation))?.Token);
            Assert.Equal(bySecond.Token, (await first.FindInviteAsync(bySecond.Token!, Cancellation))?.Token);
        }
    }

    [Fact]
    public async Task FindInviteAsync_AfterReopening_IsFound()
    {
        NewApiKey key = Sample.Key();
        string token;
        using (IInviteDatabase before = Open())
        {
            await AddAsync(before, key);
            token = (await before.CreateInviteAsync(Sample.Request(key.Text))).Token!;
        }

        using IInviteDatabase after = Open();
        Assert.NotNull(await after.FindInviteAsync(token, Cancellation));
        await AssertAcceptedAsync(after, key);
    }

    [Fact]
    public async Task TryAddKeyAsync_SameIdAtOnce_OneOfThemWins()
    {
        IInviteDatabase[] databases = [.. Enumerable.Range(0, 4).Select(_ => Open())];
        try
        {
            for (int round = 0; round < 5; round++)
            {
                string id = $"round-{round:D4}/";
                bool[] won = await Task.WhenAll(databases.Select((database, i) => Task.Run(
                    async () => await database.TryAddKeyAsync(Sample.Key(text: id + new string((char)('a' + i), 32)), Cancellation))));
                Assert.Single(won, true);
            }

            Assert.Equal(5, (await databases[0].ListKeysAsync(default, Cancellation)).Count);
        }
        finally
        {
            Array.ForEach(databases, database => database.Dispose());
        }
    }

    [Fact]
    public async Task CreateInviteAsync_SeveralWriters_NothingIsLost()
    {
        const int Each = 150;
        IInviteDatabase[] databases = [.. Enumerable.Range(0, 4).Select(_ => Open())];
        try
        {
            NewApiKey key = await AddAsync(databases[0]);
            string[][] tokens = await Task.WhenAll(databases.Select(database => Task.Run(
                () => Task.WhenAll(Enumerable.Range(0, Each).Select(async i =>
                {
                    if (i % 10 == 0)
                    {
                        await database.TryAddKeyAsync(Sample.Key(Sample.OtherHost), Cancellation);
                    }

                    return (await database.CreateInviteAsync(Sample.Request(key.Text))).Token!;
                })),
                Cancellation)));
            string[] all = [.. tokens.SelectMany(made => made)];
            Assert.Equal(databases.Length * Each, all.Distinct(StringComparer.Ordinal).Count());
            foreach (string token in all)
            {
                Assert.NotNull(await databases[0].FindInviteAsync(token, Cancellation));
            }

            Assert.Equal(1 + (databases.Length * Each / 10), (await databases[0].ListKeysAsync(default, Cancellation)).Count);
        }
        finally
        {
            Array.ForEach(databases, database => database.Dispose());
        }
    }
}
