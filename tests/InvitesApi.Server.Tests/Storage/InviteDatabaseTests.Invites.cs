using InvitesApi.Server.Invites;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Storage;

public abstract partial class InviteDatabaseTests
{
    public static TheoryData<string> NoTokens => new()
    {
        string.Empty,
        "A",
        new string('A', 23),
        new string('A', 24),
        new string('A', 25),
        new string('A', 100_000),
        new string('A', 23) + "\0",
        new string('A', 23) + "=",
        new string('A', 23) + "+",
        new string('A', 23) + "é",
        "' OR 1=1; --            ",
        "________________________",
    };

    [Fact]
    public async Task CreateInviteAsync_GoodKey_MakesWhatWasAskedFor()
    {
        using IInviteDatabase database = Open();
        NewApiKey key = await AddAsync(database, Sample.Key("bücher.example"));
        InviteAnswer answer = await database.CreateInviteAsync(Sample.Request(key.Text, "bücher.example", created: 1_795_000_000));

        Assert.Equal(KeyVerdict.Accepted, answer.Verdict);
        Assert.Matches("^[A-Za-z0-9_-]{24}$", answer.Token);
        Invite? invite = await database.FindInviteAsync(answer.Token!, Cancellation);
        Assert.Equal(
            new Invite
            {
                Token = answer.Token!,
                Terms = new InviteTerms
                {
                    VirtualHost = "bücher.example",
                    ExpiresAt = DateTimeOffset.FromUnixTimeSeconds(1_795_604_800),
                },
                Source = "api/token/" + key.Key.Id,
                CreatedAt = DateTimeOffset.FromUnixTimeSeconds(1_795_000_000),
            },
            invite);
    }

    [Fact]
    public async Task ProbeAsync_BetweenInvites_ChangesNothing()
    {
        using IInviteDatabase database = Open();
        NewApiKey key = await AddAsync(database);
        await database.ProbeAsync(Cancellation);
        string token = (await database.CreateInviteAsync(Sample.Request(key.Text))).Token!;
        await database.ProbeAsync(Cancellation);
        Assert.NotNull(await database.FindInviteAsync(token, Cancellation));
        await AssertAcceptedAsync(database, key);
    }

    [Fact]
    public async Task FindInviteAsync_ExpiredInvite_IsStillFound()
    {
        using IInviteDatabase database = Open();
        NewApiKey key = await AddAsync(database);
        string token = (await database.CreateInviteAsync(Sample.Request(key.Text, created: 0))).Token!;
        Invite invite = (await database.FindInviteAsync(token, Cancellation))!;

        DateTimeOffset end = DateTimeOffset.FromUnixTimeSeconds(604_800);
        Assert.Equal(end, invite.ExpiresAt);
        Assert.Equal(InviteState.Pending, invite.State(end.AddTicks(-1)));
        Assert.Equal(InviteState.Expired, invite.State(end));
    }

    [Fact]
    public async Task CreateInviteAsync_WrongToken_IsRefused()
    {
        using IInviteDatabase database = Open();
        NewApiKey key = await AddAsync(database);
        string text = key.Text.Reveal();
        await AssertRefusedAsync(database, key with { Text = Sample.Parse(text[..^1] + (text[^1] == 'x' ? 'y' : 'x')) });
        await AssertRefusedAsync(database, key with { Text = Sample.Parse(text + "A") });
        await AssertRefusedAsync(database, key with { Text = Sample.Parse(text[..^1]) });
        await AssertAcceptedAsync(database, key);
    }

    [Fact]
    public async Task CreateInviteAsync_UnknownId_IsRefused()
    {
        using IInviteDatabase database = Open();
        NewApiKey key = await AddAsync(database);
        await AssertRefusedAsync(database, Sample.Key());
        await AssertRefusedAsync(database, key with { Text = Sample.Parse("HTwALnKL/" + key.Text.Token) });
        await AssertRefusedAsync(database, key with { Text = new ApiKeyText(key.Key.Id.ToLowerInvariant().AsMemory(), key.Text.Token) });
    }

    [Fact]
    public async Task CreateInviteAsync_KeyOfAnotherHost_IsRefused()
    {
        using IInviteDatabase database = Open();
        NewApiKey here = await AddAsync(database);
        NewApiKey there = await AddAsync(database, Sample.Key(Sample.OtherHost));
        Assert.Equal(KeyVerdict.Refused, await VerdictAsync(database, here, Sample.OtherHost));
        Assert.Equal(KeyVerdict.Refused, await VerdictAsync(database, there, Sample.Host));
        Assert.Equal(KeyVerdict.Refused, await VerdictAsync(database, here, "nobody.example"));
    }

    [Theory]
    [InlineData(ApiKeyMethods.Get, ApiKeyMethods.Post)]
    [InlineData(ApiKeyMethods.Post, ApiKeyMethods.Get)]
    public async Task CreateInviteAsync_MethodNotAllowed_IsTold(ApiKeyMethods allowed, ApiKeyMethods other)
    {
        using IInviteDatabase database = Open();
        NewApiKey key = await AddAsync(database, Sample.Key(methods: allowed));
        Assert.Equal(KeyVerdict.MethodNotAllowed, await VerdictAsync(database, key, Sample.Host, other));
        Assert.Equal(KeyVerdict.Accepted, await VerdictAsync(database, key, Sample.Host, allowed));
        NewApiKey guess = key with { Text = new ApiKeyText(key.Text.Id, new string('x', 36).AsMemory()) };
        Assert.Equal(KeyVerdict.Refused, await VerdictAsync(database, guess, Sample.Host, other));
    }

    [Theory]
    [MemberData(nameof(NoTokens))]
    public async Task FindInviteAsync_Garbage_IsNothing(string token)
    {
        using IInviteDatabase database = Open();
        NewApiKey key = await AddAsync(database);
        await AssertAcceptedAsync(database, key);
        Assert.Null(await database.FindInviteAsync(token, Cancellation));
    }

    [Fact]
    public async Task FindInviteAsync_TamperedToken_IsNothing()
    {
        using IInviteDatabase database = Open();
        NewApiKey key = await AddAsync(database);
        string token = (await database.CreateInviteAsync(Sample.Request(key.Text))).Token!;
        for (int place = 0; place < token.Length; place++)
        {
            string tampered = token[..place] + (token[place] == 'A' ? 'B' : 'A') + token[(place + 1)..];
            Assert.Null(await database.FindInviteAsync(tampered, Cancellation));
        }

        Assert.NotNull(await database.FindInviteAsync(token, Cancellation));
    }

    [Fact]
    public async Task FindInviteAsync_InviteOfARemovedKey_KeepsItsSource()
    {
        using IInviteDatabase database = Open();
        NewApiKey key = await AddAsync(database);
        string token = (await database.CreateInviteAsync(Sample.Request(key.Text))).Token!;
        await database.TryRemoveKeyAsync(Sample.Host, key.Key.Id, Sample.Moment, Cancellation);
        Assert.Equal("api/token/" + key.Key.Id, (await database.FindInviteAsync(token, Cancellation))!.Source);
    }

    [Fact]
    public async Task CreateInviteAsync_ManyAtOnce_AllAreFoundAndNoneTwice()
    {
        const int Creators = 64;
        const int Each = 25;
        using IInviteDatabase database = Open();
        NewApiKey here = await AddAsync(database);
        NewApiKey there = await AddAsync(database, Sample.Key(Sample.OtherHost));
        string[][] tokens = await Task.WhenAll(Enumerable.Range(0, Creators).Select(creator => Task.Run(
            async () =>
            {
                NewApiKey key = creator % 2 == 0 ? here : there;
                string[] made = new string[Each];
                for (int i = 0; i < Each; i++)
                {
                    made[i] = (await database.CreateInviteAsync(Sample.Request(key.Text, key.Key.VirtualHost))).Token!;
                    Assert.Equal(KeyVerdict.Refused, await VerdictAsync(database, Sample.Key(), Sample.Host));
                }

                return made;
            },
            Cancellation)));

        Assert.Equal(Creators * Each, tokens.SelectMany(made => made).Distinct(StringComparer.Ordinal).Count());
        using IInviteDatabase other = Open();
        for (int creator = 0; creator < Creators; creator++)
        {
            foreach (string token in tokens[creator])
            {
                Invite? invite = await other.FindInviteAsync(token, Cancellation);
                Assert.Equal(creator % 2 == 0 ? Sample.Host : Sample.OtherHost, invite?.VirtualHost);
            }
        }
    }

    private static async Task<KeyVerdict> VerdictAsync(
        IInviteDatabase database, NewApiKey key, string host, ApiKeyMethods method = ApiKeyMethods.Get)
    {
        InviteAnswer answer = await database.CreateInviteAsync(Sample.Request(key.Text, host, method));
        Assert.Equal(answer.Verdict == KeyVerdict.Accepted, answer.Token is not null);
        return answer.Verdict;
    }

    private static async Task AssertAcceptedAsync(IInviteDatabase database, NewApiKey key) =>
        Assert.Equal(KeyVerdict.Accepted, await VerdictAsync(database, key, key.Key.VirtualHost));

    private static async Task AssertRefusedAsync(IInviteDatabase database, NewApiKey key) =>
        Assert.Equal(KeyVerdict.Refused, await VerdictAsync(database, key, key.Key.VirtualHost));
}
