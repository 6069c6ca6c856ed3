using InvitesApi.Server.Accounts;
using InvitesApi.Server.Hosting;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace InvitesApi.Server.Tests.Accounts;

/// <summary>A server that is stopped while the account server is asked: it waits for the answer within a bound, and what it leaves is settled.</summary>
public sealed class StoppedServerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly PretendedAccountServer _accounts = new();
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Path => _folder["invites.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Stop_WhileTheAccountIsMade_EndsTheUseBeforeTheDatabaseIsClosed()
    {
        var released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _accounts.BeforeChange = _ =>
        {
            _asked.SetResult();
            return released.Task;
        };
        Invite invite;
        await using (TestServer server = await StartAsync())
        {
            invite = await server.AddInviteAsync(new InviteTerms { VirtualHost = Sample.Host });
            Task<Answer?> answer = RegisterFixture.SendAsync(server.Port, invite, "juliet");
            await _asked.Task;
            Task stopping = server.StopAsync();
            await Task.WhenAny(answer); // the connection was cut
            released.SetResult();
            await stopping;
            Assert.DoesNotContain(server.ReadLog(), line => line.Contains("Exception", StringComparison.Ordinal));
        }

        using IInviteDatabase database = InviteDatabase.Open(Path);
        Assert.Single(_accounts.Accounts);
        Assert.Equal(1, (await database.FindInviteAsync(invite.Token, Cancellation))!.Uses);
        Assert.Single(await database.ListEventsAsync(invite, Cancellation));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Stop_InAHurryBeforeTheAnswer_LeavesAsManyUsesAsAccounts(bool isMade)
    {
        var givenUp = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _accounts.BeforeChange = async cancellation =>
        {
            if (isMade)
            {
                _accounts.Accounts["juliet"] = RegisterFixture.Password;
            }

            _asked.SetResult();
            await using CancellationTokenRegistration registration = cancellation.Register(givenUp.SetResult);
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
        };
        Invite invite;
        await using (TestServer server = await StartAsync())
        {
            invite = await server.AddInviteAsync(new InviteTerms { VirtualHost = Sample.Host });
            Task<Answer?> answer = RegisterFixture.SendAsync(server.Port, invite, "juliet");
            await _asked.Task;
            await server.HurryAsync();
            Assert.True(givenUp.Task.IsCompletedSuccessfully);
            await Task.WhenAny(answer);
        }

        // The next server has its clock put forward.
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow() + Registrar.Lease + TimeSpan.FromMinutes(1));
        using IInviteDatabase database = InviteDatabase.Open(Path);
        Assert.Equal(1, (await database.FindInviteAsync(invite.Token, Cancellation))!.Uses); // held back until then
        var settler = new UseSettler(database, _accounts, time, NullLogger.Instance);
        await settler.SettleAsync(Cancellation);
        await settler.SettleAsync(Cancellation);
        Assert.Equal(_accounts.Accounts.Count, (await database.FindInviteAsync(invite.Token, Cancellation))!.Uses);
        Assert.Empty(await database.ListOverdueUsesAsync(time.GetUtcNow(), Cancellation));
    }

    private Task<TestServer> StartAsync() => TestServer.StartAsync(new TestServerOptions
    {
        Database = Path,
        Accounts = new AccountsOptions("pretended") { Instead = _accounts },
        StopTimeout = TimeSpan.Zero,
    });
}
