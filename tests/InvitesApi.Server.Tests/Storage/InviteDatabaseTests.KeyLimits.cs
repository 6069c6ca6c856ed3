using System.Net;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Limits;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace InvitesApi.Server.Tests.Storage;

public abstract partial class InviteDatabaseTests
{
    private static readonly ApiKeyLimits Everything = new()
    {
        ExpiresAt = Sample.Moment.AddDays(1),
        Scopes = ApiKeyScopes.Create | ApiKeyScopes.Reset,
        Addresses = KeyNetworks.Parse(["192.0.2.0/24", "2001:db8::/32"]),
        MaxInvites = 3,
        MaxPending = 2,
        Rate = new Rate(60, TimeSpan.FromMinutes(1)),
        Invites = new InviteCeilings { ExpiresIn = TimeSpan.FromHours(12), MaxUses = 5, Groups = ["a", "b"], Roles = ["prosody:member"] },
    };

    [Fact]
    public async Task AddKeysAsync_Many_AreStoredAndTheTakenLeftOut()
    {
        using IInviteDatabase database = Open();
        NewApiKey first = Sample.Key(text: Sample.OldKey);
        NewApiKey[] keys = [first, Sample.Key(Sample.OtherHost), Sample.Key(text: "HTwALnKL/" + new string('x', 32)), Limited(Everything)];
        Assert.Equal([true, true, false, true], await database.AddKeysAsync(keys, Cancellation));
        Assert.Equal([keys[0].Key, keys[1].Key, keys[3].Key], await database.ListKeysAsync(default, Cancellation));
        Assert.Equal(Everything, (await database.ReadKeysAsync(virtualHost: null, Cancellation))[2].Key.Limits);
    }

    [Fact]
    public async Task CreateInviteAsync_LimitedKey_IsJudgedAndItsInvitesAreAsItSays()
    {
        using IInviteDatabase database = Open();
        NewApiKey key = await AddAsync(database, Limited(Everything));
        Assert.Equal(KeyVerdict.AddressNotAllowed, (await AskAsync(database, key)).Verdict);
        InviteAnswer answer = await AskAsync(database, key, address: "192.0.2.7");
        Assert.Equal(KeyVerdict.Accepted, answer.Verdict);
        Invite invite = (await database.FindInviteAsync(answer.Token!, Cancellation))!;
        Assert.Equal((5, Sample.Moment.AddHours(12)), (invite.Terms.MaxUses, invite.ExpiresAt));
        Assert.Equal(["a", "b"], invite.Terms.Groups);
        Assert.Equal(["prosody:member"], invite.Terms.Roles);
        Assert.Equal(KeyVerdict.Refused, (await AskAsync(database, key, TimeSpan.FromDays(1), "192.0.2.7")).Verdict);
    }

    [Fact]
    public async Task CreateInviteAsync_MaxInvites_IsExactWhateverNumberAsksAtOnce()
    {
        const int Most = 50;
        IInviteDatabase[] databases = [.. Enumerable.Range(0, 3).Select(_ => Open())];
        try
        {
            NewApiKey key = await AddAsync(databases[0], Limited(new ApiKeyLimits { MaxInvites = Most }));
            KeyVerdict[][] verdicts = await Task.WhenAll(databases.Select(database => Task.Run(
                () => Task.WhenAll(Enumerable.Range(0, Most).Select(async _ => (await AskAsync(database, key)).Verdict)), Cancellation)));
            KeyVerdict[] all = [.. verdicts.SelectMany(some => some)];
            Assert.Equal(Most, all.Count(verdict => verdict == KeyVerdict.Accepted));
            Assert.Equal(2 * Most, all.Count(verdict => verdict == KeyVerdict.Exhausted));
            Assert.Equal(Most, (await ListAsync(databases[1], InviteFilter.All)).Count);
            ApiKey listed = Assert.Single(await databases[2].ListKeysAsync(default, Cancellation));
            Assert.Equal((Most, ApiKeyState.Exhausted), (listed.Usage.Invites, listed.State(Sample.Moment)));
        }
        finally
        {
            Array.ForEach(databases, database => database.Dispose());
        }
    }

    [Fact]
    public async Task CreateInviteAsync_MaxPending_FollowsWhatBecomesOfTheInvites()
    {
        using IInviteDatabase database = Open();
        NewApiKey key = await AddAsync(database, Limited(new ApiKeyLimits { MaxPending = 2 }));
        string first = (await AskAsync(database, key)).Token!;
        Assert.Equal(KeyVerdict.Accepted, (await AskAsync(database, key)).Verdict);
        Assert.Equal(KeyVerdict.TooManyPending, (await AskAsync(database, key)).Verdict);

        var change = new InviteChange(
            InviteAction.Revoked, "shell/test", Sample.Moment, invite => invite with { RevokedAt = Sample.Moment });
        await database.ChangeInviteAsync(first, change, Cancellation);
        Assert.Equal(KeyVerdict.Accepted, (await AskAsync(database, key)).Verdict);
        Assert.Equal(KeyVerdict.TooManyPending, (await AskAsync(database, key)).Verdict);

        var later = TimeSpan.FromDays(8);
        Assert.Equal(KeyVerdict.Accepted, (await AskAsync(database, key, later)).Verdict);
        Assert.Equal(KeyVerdict.Accepted, (await AskAsync(database, key, later)).Verdict);
        Assert.Equal(KeyVerdict.TooManyPending, (await AskAsync(database, key, later)).Verdict);
    }

    [Fact]
    public async Task ChangeKeyAsync_MaxPending_CountsTheInvitesThatThereAre()
    {
        using IInviteDatabase database = Open();
        NewApiKey key = await AddAsync(database);
        await AskAsync(database, key);
        await AskAsync(database, key);
        await ChangeAsync(database, key, before => before with { Limits = new ApiKeyLimits { MaxPending = 3 } });
        Assert.Equal(KeyVerdict.Accepted, (await AskAsync(database, key)).Verdict);
        Assert.Equal(KeyVerdict.TooManyPending, (await AskAsync(database, key)).Verdict);
    }

    [Fact]
    public async Task CreateInviteAsync_Rate_IsCountedOnceForEachInvite()
    {
        using IInviteDatabase database = Open();
        var rates = new KeyRates(new FakeTimeProvider());
        NewApiKey key = await AddAsync(database, Limited(new ApiKeyLimits { Rate = new Rate(2, TimeSpan.FromMinutes(1)) }));
        for (int i = 0; i < 3; i++)
        {
            await AddAsync(database); // which makes the writer judge twice
            InviteRequest request = Sample.Request(key.Text);
            InviteAnswer answer = await database.CreateInviteAsync(request with { Use = request.Use with { Rates = rates } });
            Assert.Equal(i < 2 ? KeyVerdict.Accepted : KeyVerdict.TooFast, answer.Verdict);
            Assert.Equal(i < 2 ? TimeSpan.Zero : TimeSpan.FromSeconds(30), answer.RetryAfter);
        }
    }

    [Fact]
    public async Task ListKeysAsync_UsedKey_TellsWhenAndFromWhere()
    {
        using IInviteDatabase database = Open();
        NewApiKey key = await AddAsync(database);
        await AskAsync(database, key);
        await AskAsync(database, key, TimeSpan.FromMinutes(5), "2001:db8::7");
        Assert.Equal(
            new KeyUsage(2, Sample.Moment.AddMinutes(5), IPAddress.Parse("2001:db8::7")),
            Assert.Single(await database.ListKeysAsync(default, Cancellation)).Usage);
    }

    [Fact]
    public async Task ChangeKeyAsync_Key_IsAsItWasChanged()
    {
        using IInviteDatabase database = Open();
        NewApiKey key = await AddAsync(database);
        ApiKey wanted = key.Key with { Name = "other", Methods = ApiKeyMethods.Post, Limits = Everything, DisabledAt = Sample.Moment };
        Assert.Equal(wanted, await ChangeAsync(database, key, _ => wanted));
        Assert.Equal([wanted], await database.ListKeysAsync(default, Cancellation));
        Assert.Equal(KeyVerdict.Refused, (await AskAsync(database, key, address: "192.0.2.7")).Verdict);
        await ChangeAsync(database, key, _ => key.Key);
        Assert.Equal([key.Key], await database.ListKeysAsync(default, Cancellation));
        await AssertAcceptedAsync(database, key);
        Assert.Null(await database.ChangeKeyAsync(Sample.Host, "nobodys-id", new KeyChange(Sample.Moment, one => one), Cancellation));
    }

    [Fact]
    public async Task ChangeKeyAsync_NewText_IsGoodAndTheOldOneForAWhile()
    {
        using IInviteDatabase database = Open();
        NewApiKey old = await AddAsync(database);
        var text = ApiKeyText.New(old.Key.Id);
        var change = new KeyChange(Sample.Moment, key => key) { NewText = text, PreviousUntil = Sample.Moment.AddMinutes(1) };
        Assert.Equal(old.Key, await database.ChangeKeyAsync(Sample.Host, old.Key.Id, change, Cancellation));
        Assert.Equal(KeyVerdict.Accepted, (await AskAsync(database, old with { Text = text })).Verdict);
        Assert.Equal(KeyVerdict.Accepted, (await AskAsync(database, old)).Verdict);
        Assert.Equal(KeyVerdict.Refused, (await AskAsync(database, old, TimeSpan.FromMinutes(1))).Verdict);
        Assert.Equal(KeyVerdict.Accepted, (await AskAsync(database, old with { Text = text }, TimeSpan.FromMinutes(1))).Verdict);
    }

    [Fact]
    public async Task RemoveKeyAsync_Key_StaysForTheHistory()
    {
        using IInviteDatabase database = Open();
        NewApiKey key = await AddAsync(database, Sample.Key(name: "gone"));
        await AskAsync(database, key);
        await database.TryRemoveKeyAsync(Sample.Host, key.Key.Id, Sample.Moment.AddHours(1), Cancellation);
        Assert.Empty(await database.ListKeysAsync(default, Cancellation));
        ApiKey removed = Assert.Single(await database.ListKeysAsync(new ApiKeyFilter(IncludesRemoved: true), Cancellation));
        Assert.Equal(("gone", Sample.Moment.AddHours(1), 1), (removed.Name, removed.RemovedAt, removed.Usage.Invites));
    }

    [Fact]
    public async Task FindKeyAsync_RemovedKey_IsStillTheOneThatItWas()
    {
        using IInviteDatabase database = Open();
        NewApiKey key = await AddAsync(database, Limited(new ApiKeyLimits { MaxPending = 1 }));
        var text = ApiKeyText.New(key.Key.Id);
        var change = new KeyChange(Sample.Moment, same => same) { NewText = text, PreviousUntil = Sample.Moment.AddDays(1) };
        await database.ChangeKeyAsync(Sample.Host, key.Key.Id, change, Cancellation);
        Assert.True(await database.TryRemoveKeyAsync(Sample.Host, key.Key.Id, Sample.Moment, Cancellation));

        var trial = new KeyTrial(database, new FakeTimeProvider(Sample.Moment));
        async Task<KeyReason> ReasonAsync(ApiKeyText tried) =>
            (await trial.JudgeAsync(Sample.Host, tried.Reveal(), ApiKeyMethods.Get, ApiKeyScopes.Create, address: null, Cancellation)).Reason;
        Assert.Equal(KeyReason.Removed, await ReasonAsync(text));
        Assert.Equal(KeyReason.WrongToken, await ReasonAsync(ApiKeyText.New(key.Key.Id)));
        Assert.Equal(KeyReason.Unknown, await ReasonAsync(ApiKeyText.New()));
        Assert.Equal(KeyVerdict.Refused, (await AskAsync(database, key with { Text = text })).Verdict);
    }

    [Fact]
    public async Task RemoveKeyAsync_WithInvites_RevokesThoseThatArePendingAndNotesIt()
    {
        using IInviteDatabase database = Open();
        NewApiKey key = await AddAsync(database);
        NewApiKey other = await AddAsync(database);
        string expired = (await AskAsync(database, key, TimeSpan.FromDays(-30))).Token!;
        string mine = (await AskAsync(database, key)).Token!;
        string others = (await AskAsync(database, other)).Token!;
        var removal = new KeyRemoval(Sample.Moment, "shell/test", RevokesInvites: true);
        Assert.Equal(1, await database.RemoveKeyAsync(Sample.Host, key.Key.Id, removal, Cancellation));
        Assert.Null(await database.RemoveKeyAsync(Sample.Host, key.Key.Id, removal, Cancellation));
        Invite revoked = (await database.FindInviteAsync(mine, Cancellation))!;
        Assert.Equal(Sample.Moment, revoked.RevokedAt);
        InviteEvent noted = Assert.Single(await database.ListEventsAsync(revoked, Cancellation));
        Assert.Equal((InviteAction.Revoked, "shell/test"), (noted.Action, noted.Actor));
        Assert.Null((await database.FindInviteAsync(others, Cancellation))!.RevokedAt);
        Assert.Null((await database.FindInviteAsync(expired, Cancellation))!.RevokedAt);
    }

    [Fact]
    public async Task JudgeKeyAsync_OtherScope_IsJudgedAndNotedAndMakesNothing()
    {
        using IInviteDatabase database = Open();
        NewApiKey key = await AddAsync(database, Limited(new ApiKeyLimits { Scopes = ApiKeyScopes.List, MaxInvites = 1 }));
        KeyUse use = Sample.Use(key.Text, scope: ApiKeyScopes.List);
        Assert.Equal(KeyVerdict.Accepted, (await database.JudgeKeyAsync(use, Cancellation)).Verdict);
        Assert.Equal(KeyVerdict.ScopeMissing, (await database.JudgeKeyAsync(use with { Scope = ApiKeyScopes.Revoke }, Cancellation)).Verdict);
        Assert.Equal(KeyVerdict.ScopeMissing, (await AskAsync(database, key)).Verdict);
        Assert.Equal(KeyVerdict.Refused, (await database.JudgeKeyAsync(use with { VirtualHost = Sample.OtherHost }, Cancellation)).Verdict);
        Assert.Equal(
            new KeyUsage(0, Sample.Moment, IPAddress.Loopback), Assert.Single(await database.ListKeysAsync(default, Cancellation)).Usage);
    }

    private static NewApiKey Limited(ApiKeyLimits limits)
    {
        NewApiKey key = Sample.Key();
        return key with { Key = key.Key with { Limits = limits } };
    }

    private static Task<InviteAnswer> AskAsync(IInviteDatabase database, NewApiKey key, TimeSpan later = default, string address = "127.0.0.1")
    {
        DateTimeOffset now = Sample.Moment + later;
        InviteRequest request = Sample.Request(key.Text, created: now.ToUnixTimeSeconds());
        return database.CreateInviteAsync(request with { Use = request.Use with { Address = IPAddress.Parse(address) } }).AsTask();
    }

    private static ValueTask<ApiKey?> ChangeAsync(IInviteDatabase database, NewApiKey key, Func<ApiKey, ApiKey> apply) =>
        database.ChangeKeyAsync(Sample.Host, key.Key.Id, new KeyChange(Sample.Moment, apply), Cancellation);
}
