using System.Net;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Faults;

/// <summary>More requests than can be stored: those who can't be served soon are told at once, and all is well when the load falls.</summary>
public sealed class OverloadTests
{
    private const int Clients = 1000;

    // Longer than any test: what is answered while the lock is held was refused, and did not wait.
    private static readonly TimeSpan Endless = TimeSpan.FromHours(1);

    [Fact]
    public async Task Ask_WriterStalled_IsRefusedAtOnceUntilItGoesOn()
    {
        await using TestServer server = await TestServer.StartAsync(new TestServerOptions { Patience = Endless });
        await server.AddKeyAsync();
        await using var holders = new KeyHolders(server.Port, Clients);
        await KeyHolders.WhenAsync(() => holders.Tokens.Count > Clients);
        using (var other = new RawSqlite(server.Database))
        {
            other.Run("BEGIN IMMEDIATE");

            // Those who come in the first second wait; all that come later are answered.
            await WhenRefusingAsync(server);
            await using var late = new KeyHolders(server.Port, 10);
            await KeyHolders.WhenAsync(() => late.Count(HttpStatusCode.ServiceUnavailable) > 100);
            Assert.Empty(late.Tokens);
            Assert.Equal(0, late.WithoutRetryAfter);
            Assert.Equal([HttpStatusCode.ServiceUnavailable], late.Others);
            other.Run("COMMIT");
            await KeyHolders.WhenAsync(() => late.Tokens.Count > 100);
        }

        int before = holders.Tokens.Count;
        await KeyHolders.WhenAsync(() => holders.Tokens.Count > before + Clients);
        await holders.StopAsync();
        Assert.InRange(server.ReadLog().Count, 0, 20); // a line for each of them would fill a disk
        using IInviteDatabase database = InviteDatabase.Open(server.Database);
        foreach (string token in holders.Tokens)
        {
            Assert.NotNull(await database.FindInviteAsync(token, TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task Ask_LockHeldForLongerThanThePatience_FailsAllWhoWait()
    {
        await using TestServer server = await TestServer.StartAsync(
            new TestServerOptions { Patience = TimeSpan.FromMilliseconds(300) });
        await server.AddKeyAsync();
        using var other = new RawSqlite(server.Database);
        other.Run("BEGIN IMMEDIATE");
        await using var holders = new KeyHolders(server.Port, 100);
        await KeyHolders.WhenAsync(() => holders.Count(HttpStatusCode.ServiceUnavailable) >= 500);
        Assert.Empty(holders.Tokens);
        Assert.Equal([HttpStatusCode.ServiceUnavailable], holders.Others);
        Assert.Equal(0, holders.WithoutRetryAfter);
        other.Run("COMMIT");
        await KeyHolders.WhenAsync(() => holders.Tokens.Count > 500);
    }

    /// <summary>A process that is paused in the middle of a transaction, or a backup by other means.</summary>
    [Fact]
    public async Task Ask_LockHeldForAMinute_IsRefusedOrWaitsAndIsServedOnceItIsFree()
    {
        int seconds = FaultScale.Of(usual: 12, full: 60); // longer than the usual patience in any case
        await using TestServer server = await TestServer.StartAsync();
        await server.AddKeyAsync();
        await server.InviteAsync();
        await using var holders = new KeyHolders(server.Port, 50);
        await KeyHolders.WhenAsync(() => holders.Tokens.Count > 100);
        int before;
        using (var other = new RawSqlite(server.Database))
        {
            other.Run("BEGIN IMMEDIATE");
            before = holders.Tokens.Count;
            await Task.Delay(TimeSpan.FromSeconds(seconds), TestContext.Current.CancellationToken);
            Assert.InRange(holders.Tokens.Count, before, before + 50); // those that were on disk already, and on their way
            Assert.NotEqual(0, holders.Count(HttpStatusCode.ServiceUnavailable));
            Assert.Equal([HttpStatusCode.ServiceUnavailable], holders.Others);
            Assert.Equal(0, holders.WithoutRetryAfter);
            before = holders.Tokens.Count;
            other.Run("COMMIT");
        }

        await KeyHolders.WhenAsync(() => holders.Tokens.Count > before + 100);
        await holders.StopAsync();
        using IInviteDatabase database = InviteDatabase.Open(server.Database);
        foreach (string token in holders.Tokens)
        {
            Assert.NotNull(await database.FindInviteAsync(token, TestContext.Current.CancellationToken));
        }
    }

    private static async Task WhenRefusingAsync(TestServer server)
    {
        var asked = new List<Task<Answer>>();
        do
        {
            asked.Add(server.SendAsync("GET /invites_api", authorization: $"Bearer {SampleKeys.New}"));
            await Task.WhenAny([.. asked, Task.Delay(200, TestContext.Current.CancellationToken)]);
        }
        while (!asked.Exists(answer => answer.IsCompleted));
        Assert.Equal(503, (await asked.Find(answer => answer.IsCompleted)!).Status);
    }
}
