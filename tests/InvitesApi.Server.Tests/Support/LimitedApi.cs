using InvitesApi.Server.Hosting;
using InvitesApi.Server.Hosting.Hosts;
using InvitesApi.Server.Hosting.Listening;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Storage;
using Microsoft.Extensions.Time.Testing;

namespace InvitesApi.Server.Tests.Support;

/// <summary>A server behind a proxy that names its clients, and whose clock the test moves.</summary>
internal sealed class LimitedApi : IAsyncDisposable
{
    public const string Client = "192.0.2.7";
    public const string WrongKey = "AAAAAAAA/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private LimitedApi(ServedApi api, FakeTimeProvider time)
    {
        Api = api;
        Time = time;
    }

    public ServedApi Api { get; }

    public FakeTimeProvider Time { get; }

    /// <summary>Starts one.</summary>
    /// <param name="limits">Its limits.</param>
    /// <param name="change">What else shall be different.</param>
    public static async Task<LimitedApi> StartAsync(
        LimitOptions limits, Func<InviteServerOptions, InviteServerOptions>? change = null)
    {
        var time = new FakeTimeProvider(Sample.Moment);
        return new LimitedApi(
            await ServedApi.StartAsync(options => (change ?? (same => same))(options) with { Limits = limits, Time = time }), time);
    }

    /// <summary>Options with one virtual host, changed.</summary>
    public static InviteServerOptions With(InviteServerOptions options, Func<VirtualHostOptions, VirtualHostOptions> change) =>
        options with { VirtualHosts = [change(options.VirtualHosts[0])] };

    /// <summary>Makes a key, at the moment that the test's clock shows.</summary>
    /// <param name="limits">What it is limited to.</param>
    public async Task<string> AddKeyAsync(ApiKeyLimits limits)
    {
        using IInviteDatabase database = InviteDatabase.Open(Api.Server.Database);
        return (await new ApiKeys(database, Time).CreateAsync(
            new ApiKeyRequest(Sample.Host, Limits: limits), TestContext.Current.CancellationToken)).Text.Reveal();
    }

    /// <summary>Sends a request, for a client.</summary>
    /// <param name="request">Method and target.</param>
    /// <param name="client">Who asks, as the proxy says; null: it does not say.</param>
    /// <param name="headers">More header lines.</param>
    public async Task<Answer> SendAsync(string request, string? client = Client, params string[] headers)
    {
        string lines = string.Concat(headers.Select(line => line + "\r\n"));
        string forwarded = client is null ? string.Empty : $"X-Forwarded-For: {client}\r\n";
        Answer? answer = await Wire.AskAsync(
            Api.Port, $"{request} HTTP/1.1\r\nHost: {Sample.Host}\r\nConnection: close\r\n{forwarded}{lines}\r\n");
        Assert.NotNull(answer);
        return answer;
    }

    /// <summary>Asks for an invite.</summary>
    /// <param name="key">With which key; null: the good one.</param>
    /// <param name="client">Who asks.</param>
    public Task<Answer> InviteAsync(string? key = null, string? client = Client) =>
        SendAsync("GET /invites_api", client, $"Authorization: Bearer {key ?? Api.Key}");

    /// <summary>Fails, some times.</summary>
    public async Task FailAsync(int times, string? client = Client)
    {
        for (int i = 0; i < times; i++)
        {
            Assert.Equal(403, (await InviteAsync(WrongKey, client)).Status);
        }
    }

    public ValueTask DisposeAsync() => Api.DisposeAsync();
}
