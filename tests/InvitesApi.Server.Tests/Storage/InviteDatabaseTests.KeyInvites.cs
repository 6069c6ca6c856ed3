using InvitesApi.Server.Invites;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Storage;

public abstract partial class InviteDatabaseTests
{
    private static KeyRemoval WithInvites => new(Sample.Moment, "shell/test", RevokesInvites: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RemoveKeyAsync_ImportedInvites_AreRevokedWithTheOthers(bool isKeyLater)
    {
        using IInviteDatabase database = Open();
        NewApiKey key = Sample.Key();
        await ImportAsync(database, key, isKeyLater, copies: 2);
        string made = (await AskAsync(database, key)).Token!;
        await ImportAsync(database, new string('o', 24), "api/token/of-another-key");
        await ImportAsync(database, new string('h', 24), "api/token/" + key.Key.Id, Sample.OtherHost);

        Assert.Equal(3, await database.RemoveKeyAsync(Sample.Host, key.Key.Id, WithInvites, Cancellation));
        foreach (string token in (string[])[new string('0', 24), new string('1', 24), made])
        {
            Invite revoked = (await database.FindInviteAsync(token, Cancellation))!;
            Assert.Equal((Sample.Moment, "api/token/" + key.Key.Id), (revoked.RevokedAt, revoked.Source));
            Assert.Equal(InviteAction.Revoked, Assert.Single(await database.ListEventsAsync(revoked, Cancellation)).Action);
        }

        Assert.Null((await database.FindInviteAsync(new string('o', 24), Cancellation))!.RevokedAt);
        Assert.Null((await database.FindInviteAsync(new string('h', 24), Cancellation))!.RevokedAt);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task CreateInviteAsync_MaxPending_CountsImportedInvites(bool isKeyLater)
    {
        using IInviteDatabase database = Open();
        NewApiKey key = Limited(new ApiKeyLimits { MaxPending = 2 });
        await ImportAsync(database, key, isKeyLater, copies: 1);
        Assert.Equal(KeyVerdict.Accepted, (await AskAsync(database, key)).Verdict);
        Assert.Equal(KeyVerdict.TooManyPending, (await AskAsync(database, key)).Verdict);
    }

    [Fact]
    public async Task CreateInviteAsync_MaxPending_CountsWhatIsImportedMeanwhile()
    {
        using IInviteDatabase database = Open();
        NewApiKey key = await AddAsync(database, Limited(new ApiKeyLimits { MaxPending = 2 }));
        Assert.Equal(KeyVerdict.Accepted, (await AskAsync(database, key)).Verdict);
        await ImportAsync(database, new string('c', 24), "api/token/" + key.Key.Id);
        Assert.Equal(KeyVerdict.TooManyPending, (await AskAsync(database, key)).Verdict);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RemoveKeyAsync_InviteInUse_IsNotGoodAgainWhateverBecomesOfTheUse(bool tookPlace)
    {
        using IInviteDatabase database = Open();
        NewApiKey key = await AddAsync(database);
        string token = (await AskAsync(database, key)).Token!;
        string used = (await AskAsync(database, key)).Token!;
        Assert.True(await EndAsync(database, await BegunAsync(database, used, "romeo"), tookPlace: true));
        InviteUse use = await BegunAsync(database, token, "juliet");
        Assert.Equal(1, await database.RemoveKeyAsync(Sample.Host, key.Key.Id, WithInvites, Cancellation));
        Assert.True(await EndAsync(database, use, tookPlace));

        Invite found = (await database.FindInviteAsync(token, Cancellation))!;
        Assert.Equal((InviteState.Revoked, tookPlace ? 1 : 0), (found.State(Sample.Moment), found.Uses));
        Assert.Equal(UseVerdict.Revoked, await VerdictAsync(database, token, "juliet"));
        Assert.Equal(InviteState.Used, (await database.FindInviteAsync(used, Cancellation))!.State(Sample.Moment));
        InviteAction[] actions = [.. (await database.ListEventsAsync(found, Cancellation)).Select(one => one.Action)];
        Assert.Equal(tookPlace ? [InviteAction.Revoked, InviteAction.Used] : [InviteAction.Revoked], actions);
    }

    [Fact]
    public async Task ChangeInviteAsync_ByAKey_IsDoneWhileTheKeyIsGoodAlone()
    {
        using IInviteDatabase database = Open();
        NewApiKey key = await AddAsync(database, Limited(new ApiKeyLimits { Scopes = ApiKeyScopes.Revoke }));
        string first = await InviteAsync(database, Terms());
        string second = await InviteAsync(database, Terms());
        InviteChange change = Revocation() with { By = Sample.Use(key.Text, method: ApiKeyMethods.None, scope: ApiKeyScopes.Revoke) };
        Assert.NotNull((await database.ChangeInviteAsync(first, change, Cancellation))!.RevokedAt);
        Assert.True(await database.TryRemoveKeyAsync(Sample.Host, key.Key.Id, Sample.Moment, Cancellation));
        Assert.Null(await database.ChangeInviteAsync(second, change, Cancellation));
        Assert.Null((await database.FindInviteAsync(second, Cancellation))!.RevokedAt);
    }

    [Fact]
    public async Task JudgeKeyAsync_FileThatCannotBeWritten_IsAnsweredAndTheUseNotedLater()
    {
        using IInviteDatabase database = Open();
        NewApiKey key = await AddAsync(database, Limited(new ApiKeyLimits { Scopes = ApiKeyScopes.List }));
        KeyUse use = Sample.Use(key.Text, scope: ApiKeyScopes.List);
        Assert.Equal(KeyVerdict.Accepted, (await database.JudgeKeyAsync(use, Cancellation)).Verdict);
        KeyUse later = use with { At = use.At + 60 };
        using (var other = new RawSqlite(DatabaseLocation.Split(database.Location).Path))
        {
            other.Run("BEGIN IMMEDIATE");
            Assert.Equal(KeyVerdict.Accepted, (await database.JudgeKeyAsync(later, Cancellation)).Verdict);
            other.Run("COMMIT");
        }

        Assert.Equal(Sample.Moment, await LastUseAsync());
        using IInviteDatabase elsewhere = Open(); // where nothing has failed
        Assert.Equal(KeyVerdict.Accepted, (await elsewhere.JudgeKeyAsync(later, Cancellation)).Verdict);
        Assert.Equal(Sample.Moment.AddMinutes(1), await LastUseAsync());

        async Task<DateTimeOffset?> LastUseAsync() => Assert.Single(await database.ListKeysAsync(default, Cancellation)).Usage.LastUsedAt;
    }

    private static async Task ImportAsync(IInviteDatabase database, NewApiKey key, bool isKeyLater, int copies)
    {
        if (!isKeyLater)
        {
            await AddAsync(database, key);
        }

        for (int i = 0; i < copies; i++)
        {
            await ImportAsync(database, new string((char)('0' + i), 24), "api/token/" + key.Key.Id);
        }

        if (isKeyLater)
        {
            await AddAsync(database, key);
        }
    }

    private static async Task ImportAsync(IInviteDatabase database, string token, string source, string host = Sample.Host)
    {
        var copy = new Invite
        {
            Token = token,
            Terms = Terms() with { VirtualHost = host },
            Source = source,
            CreatedAt = Sample.Moment.AddDays(-1),
        };
        Assert.Equal([CopyVerdict.Added], await database.AddCopiesAsync([copy], Sample.Moment, Cancellation));
    }
}
