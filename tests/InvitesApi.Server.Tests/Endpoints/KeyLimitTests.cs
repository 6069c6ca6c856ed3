using InvitesApi.Server.Keys;
using InvitesApi.Server.Limits;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace InvitesApi.Server.Tests.Endpoints;

/// <summary>What the holders of limited keys are told, and what nobody is.</summary>
public sealed class KeyLimitTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(Sample.Moment);
    private TestServer _server = null!;
    private IInviteDatabase _shell = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.StartAsync(new TestServerOptions { Time = _time });
        _shell = InviteDatabase.Open(_server.Database);
    }

    public async ValueTask DisposeAsync()
    {
        _shell.Dispose();
        await _server.DisposeAsync();
    }

    /// <summary>Limits, and what is answered who is beyond them.</summary>
    public static TheoryData<ApiKeyLimits, int, string> Told => new()
    {
        { new() { Addresses = KeyNetworks.Parse(["192.0.2.0/24"]) }, 403, "key-address" },
        { new() { Scopes = ApiKeyScopes.List }, 403, "key-scope" },
        { new() { MaxInvites = 1 }, 403, "key-exhausted" },
        { new() { MaxPending = 1 }, 403, "key-pending" },
        { new() { Rate = new Rate(1, TimeSpan.FromMinutes(1)) }, 429, "key-rate" },
    };

    [Theory]
    [MemberData(nameof(Told), DisableDiscoveryEnumeration = true)]
    public async Task Ask_BeyondALimit_IsToldToTheHolderAlone(ApiKeyLimits limits, int status, string problem)
    {
        string key = (await AddAsync(limits)).Reveal();
        await AskAsync(key);
        Answer answer = await AskAsync(key);
        Assert.Equal(status, answer.Status);
        Assert.Contains($"urn:invites-api:problem:{problem}", answer.Body, StringComparison.Ordinal);
        Assert.Equal(status == 429 ? "60" : null, answer["Retry-After"]);
        Assert.Equal(status == 429 ? "\"key\";q=1;w=60" : null, answer["RateLimit-Policy"]);
        Assert.Equal(status == 429 ? "\"key\";r=0;t=60" : null, answer["RateLimit"]);

        char other = key[^1] == 'x' ? 'y' : 'x';
        Assert.Contains("problem:key-refused", (await AskAsync(key[..^1] + other)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_Rate_LetsInAgainAfterRetryAfter()
    {
        string key = (await AddAsync(new ApiKeyLimits { Rate = new Rate(1, TimeSpan.FromMinutes(1)) })).Reveal();
        Assert.Equal(201, (await AskAsync(key)).Status);
        Assert.Equal(429, (await AskAsync(key)).Status);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(201, (await AskAsync(key)).Status);
    }

    [Fact]
    public async Task Ask_RateOfAKeyThatLists_IsToldInTheSameFields()
    {
        string key = (await AddAsync(new ApiKeyLimits { Scopes = ApiKeyScopes.List, Rate = new Rate(2, TimeSpan.FromMinutes(1)) })).Reveal();
        Assert.Equal(200, (await ListAsync(key)).Status);
        Assert.Equal(200, (await ListAsync(key)).Status);
        Answer answer = await ListAsync(key);
        Assert.Equal((429, "30"), (answer.Status, answer["Retry-After"]));
        Assert.Equal(("\"key\";q=2;w=60", "\"key\";r=0;t=60"), (answer["RateLimit-Policy"], answer["RateLimit"]));
    }

    [Fact]
    public async Task Ask_KeyThatIsNotGood_IsAnsweredTheSameWhateverIsWrong()
    {
        ApiKeyText removed = await AddAsync(ApiKeyLimits.None);
        await _shell.TryRemoveKeyAsync(Sample.Host, removed.Id.ToString(), Sample.Moment, TestContext.Current.CancellationToken);
        ApiKeyText disabled = await AddAsync(ApiKeyLimits.None);
        var change = new KeyChange(Sample.Moment, key => key with { DisabledAt = Sample.Moment });
        await _shell.ChangeKeyAsync(Sample.Host, disabled.Id.ToString(), change, TestContext.Current.CancellationToken);
        ApiKeyText expired = await AddAsync(new ApiKeyLimits { ExpiresAt = Sample.Moment.AddMinutes(1) });
        ApiKeyText good = await AddAsync(ApiKeyLimits.None);
        _time.Advance(TimeSpan.FromMinutes(1));

        string[] keys =
        [
            ApiKeyText.New().Reveal(), // unknown
            ApiKeyText.New(good.Id.ToString()).Reveal(), // another token
            good.Reveal()[..^1] + (good.Reveal()[^1] == 'x' ? 'y' : 'x'), // a typo
            removed.Reveal(), disabled.Reveal(), expired.Reveal(),
        ];
        string[] answers = [.. await Task.WhenAll(keys.Select(async key => Whole(await AskAsync(key))))];
        Assert.Single(answers.Distinct(StringComparer.Ordinal));
        Assert.Equal(201, (await AskAsync(good.Reveal())).Status);
    }

    // The date may be another.
    private static string Whole(Answer answer) => $"{answer.Status} {answer.Body} " + string.Join('\n', answer.Headers
        .Where(header => header.Key != "Date").SelectMany(header => header, (header, value) => $"{header.Key}: {value}"));

    private Task<Answer> AskAsync(string key) => _server.SendAsync("GET /invites_api", authorization: $"Bearer {key}");

    private Task<Answer> ListAsync(string key) => _server.SendAsync("GET /admin_api/invites", authorization: $"Bearer {key}");

    private async Task<ApiKeyText> AddAsync(ApiKeyLimits limits)
    {
        NewApiKey key = Sample.Key();
        Assert.True(await _shell.TryAddKeyAsync(
            key with { Key = key.Key with { Limits = limits } }, TestContext.Current.CancellationToken));
        return key.Text;
    }
}
