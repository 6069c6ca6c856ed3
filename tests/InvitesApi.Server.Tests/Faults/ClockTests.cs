using InvitesApi.Server.Hosting;
using InvitesApi.Server.Hosting.Listening;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Limits;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace InvitesApi.Server.Tests.Faults;

/// <summary>A clock that is wrong for a while, and one that runs through a week.</summary>
public sealed class ClockTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(-30)]
    [InlineData(30)]
    public async Task Clock_WrongForAWhile_LeavesEveryInviteGood(int days)
    {
        var time = new FakeTimeProvider(Sample.Moment);
        await using TestServer server = await TestServer.StartAsync(new TestServerOptions { Time = time });
        await server.AddKeyAsync();
        string before = (await server.InviteAsync()).Token;
        time.AdjustTime(Sample.Moment.AddDays(days));
        string meanwhile = (await server.InviteAsync()).Token;
        Assert.Equal(200, (await PageAsync(server, meanwhile)).Status);
        Assert.Equal(days < 0 ? 200 : 410, (await PageAsync(server, before)).Status);

        time.AdjustTime(Sample.Moment.AddMinutes(1));
        Assert.Equal(200, (await PageAsync(server, before)).Status);
        Assert.Equal(days < 0 ? 410 : 200, (await PageAsync(server, meanwhile)).Status);
        await server.InviteAsync();
    }

    [Fact]
    public async Task Week_InAMinute_ForgetsWhatHasEndedAndSettlesWhatWasLeftOpen()
    {
        var time = new FakeTimeProvider(Sample.Moment);
        await using var accounts = new PretendedEjabberd();
        await accounts.StartAsync();
        await using TestServer server = await TestServer.StartAsync(new TestServerOptions
        {
            Time = time,
            ForgetAfter = TimeSpan.FromDays(1),
            Accounts = new AccountsOptions(accounts.Location),
        });
        using IInviteDatabase shell = InviteDatabase.Open(server.Database);
        var made = new List<Invite>();
        for (int hour = 0; hour < 7 * 24; hour++)
        {
            DateTimeOffset now = time.GetUtcNow();
            made.Add(await server.AddInviteAsync(
                new InviteTerms { VirtualHost = Sample.Host, ExpiresAt = now.AddDays(2) }, now));
            if (hour % 24 == 0)
            {
                // A process begins a use, and dies.
                await shell.BeginUseAsync(made[^1].Token, $"user{hour}", now, now.AddMinutes(5), Cancellation);
            }

            time.Advance(TimeSpan.FromHours(1));
        }

        // The hourly work is done beside who asks, and at a speed of its own.
        await KeyHolders.WhenAsync(() => Advance(time, shell));
        DateTimeOffset end = time.GetUtcNow();
        foreach (Invite invite in made)
        {
            Invite? found = await shell.FindInviteAsync(invite.Token, Cancellation);
            if (invite.ExpiresAt > end)
            {
                Assert.Equal((InviteState.Pending, 0), (found!.State(end), found.Uses));
            }
        }

        Assert.Null(await shell.FindInviteAsync(made[0].Token, Cancellation));
        Assert.Contains(made, invite => invite.ExpiresAt > end);
    }

    [Fact]
    public async Task Week_InAMinute_LimitsHoldInEveryHour()
    {
        await using LimitedApi limited = await LimitedApi.StartAsync(
            new LimitOptions { FailureRate = new Rate(2, TimeSpan.FromHours(1)) });
        string hourly = await limited.AddKeyAsync(new ApiKeyLimits { Rate = new Rate(3, TimeSpan.FromHours(1)) });
        string pending = await limited.AddKeyAsync(
            new ApiKeyLimits { MaxPending = 5, Invites = new InviteCeilings { ExpiresIn = TimeSpan.FromHours(2) } });
        string counted = await limited.AddKeyAsync(new ApiKeyLimits { MaxInvites = 100 });
        string ending = await limited.AddKeyAsync(new ApiKeyLimits { ExpiresAt = Sample.Moment.AddDays(6) });
        for (int hour = 0; hour < 7 * 24; hour++)
        {
            Assert.Equal([201, 201, 201, 429], await AskAsync(hourly, 4));

            // Three in the first hour and two in the next, of which three end with the second.
            Assert.Equal([201, 201, hour % 2 == 0 ? 201 : 403], await AskAsync(pending, 3));
            Assert.Equal([hour < 100 ? 201 : 403], await AskAsync(counted, 1));
            Assert.Equal([hour < 6 * 24 ? 201 : 403], await AskAsync(ending, 1, "198.51.100.1"));
            await limited.FailAsync(2, "198.51.100.2");
            Assert.Equal(429, (await limited.InviteAsync(client: "198.51.100.2")).Status);
            limited.Time.Advance(TimeSpan.FromHours(1));
        }

        async Task<IReadOnlyList<int>> AskAsync(string key, int times, string client = LimitedApi.Client)
        {
            int[] statuses = new int[times];
            for (int i = 0; i < times; i++)
            {
                statuses[i] = (await limited.InviteAsync(key, client)).Status;
            }

            return statuses;
        }
    }

    // Whether all is forgotten whose time is over, and no use is open.
    private static bool Advance(FakeTimeProvider time, IInviteDatabase database)
    {
        time.Advance(TimeSpan.FromMinutes(1));
        InviteBatch<Invite> all = database.ListInvitesAsync(InviteFilter.All, null, 1000, Cancellation).AsTask().GetAwaiter().GetResult();
        IReadOnlyList<InviteUse> open = database.ListOverdueUsesAsync(time.GetUtcNow(), Cancellation).AsTask().GetAwaiter().GetResult();
        return open.Count == 0 && all.Items.All(invite => invite.ExpiresAt > time.GetUtcNow().AddDays(-1).AddHours(-2));
    }

    private static Task<Answer> PageAsync(TestServer server, string token) => server.SendAsync($"GET /invites_page?{token}");
}
