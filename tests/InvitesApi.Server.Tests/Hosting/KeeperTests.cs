using InvitesApi.Server.Hosting;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace InvitesApi.Server.Tests.Hosting;

public sealed class KeeperTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Keeper_LongAfterTheEndOfAnInvite_ForgetsIt()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        var time = new FakeTimeProvider(Sample.Moment);
        using IInviteDatabase database = InviteDatabase.Open(_folder["invites.db"]);
        var terms = new InviteTerms { VirtualHost = Sample.Host, ExpiresAt = Sample.Moment.AddDays(7) };
        IReadOnlyList<Invite> made = await database.AddInvitesAsync(
            [terms, terms with { ExpiresAt = null }, terms], "shell/me@here", Sample.Moment, cancellation);

        var keeper = new InviteKeeper(database, TimeSpan.FromDays(30), time, NullLogger.Instance);
        time.Advance(TimeSpan.FromDays(37));
        await keeper.DisposeAsync();
        Assert.NotNull(await database.FindInviteAsync(made[0].Token, cancellation));

        keeper = new InviteKeeper(database, TimeSpan.FromDays(30), time, NullLogger.Instance);
        time.Advance(TimeSpan.FromHours(2));
        await WaitAsync(async () => await database.FindInviteAsync(made[0].Token, cancellation) is null);
        await keeper.DisposeAsync();
        Assert.NotNull(await database.FindInviteAsync(made[1].Token, cancellation));
    }

    [Fact]
    public async Task Keeper_AfterMoreThanAllTime_ForgetsNothing()
    {
        var time = new FakeTimeProvider(Sample.Moment);
        using IInviteDatabase database = InviteDatabase.Open(_folder["invites.db"]);
        var keeper = new InviteKeeper(database, TimeSpan.MaxValue, time, NullLogger.Instance);
        time.Advance(TimeSpan.FromHours(2));
        await keeper.DisposeAsync(); // it would throw what the work has thrown
    }

    // The work is done beside who asks: it has no end that can be awaited from here.
    private static async Task WaitAsync(Func<Task<bool>> condition)
    {
        while (!await condition())
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
