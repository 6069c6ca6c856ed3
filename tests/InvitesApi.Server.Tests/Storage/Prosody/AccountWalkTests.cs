using InvitesApi.Server.Invites;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Storage.Prosody;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Storage;

/// <summary>Invites that Prosody has at its accounts alone, where no index leads to their tokens.</summary>
public sealed class AccountWalkTests : IDisposable
{
    private const string Token = "abcdefghijklmnopqrstuvwx";

    private readonly TemporaryFolder _folder = new();

    public AccountWalkTests() => ProsodyStorage.Make(File);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string File => _folder["prosody.sqlite"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Find_TokenAtAnAccount_IsFoundAndCanBeRevoked()
    {
        using IInviteDatabase database = InviteDatabase.Open("prosody:" + File);
        Run(ProsodyStorage.Row(Sample.Host, "romeo", "invite_token", Token, "number", "253402300700"));
        Invite found = (await database.FindInviteAsync(Token, Cancellation))!;
        Assert.Equal((InviteKind.Contact, "romeo"), (found.Kind, found.Terms.Contact));
        await new InviteBook(database, TimeProvider.System).RevokeAsync(Token, "me", Cancellation);
        Assert.Equal(0L, Count());
    }

    /// <summary>A time that does not depend on the machine: each look at the clock takes a second.</summary>
    [Fact]
    public async Task Find_UnknownTokens_WalkATenthOfTheTime()
    {
        var time = new CountingTime();
        using var database = ProsodyInviteDatabase.Open(File, "me", time, meter: null);
        Assert.Null(await database.FindInviteAsync(new string('x', 24), Cancellation));
        Run(ProsodyStorage.Row(Sample.Host, "romeo", "invite_token", Token, "number", "253402300700"));
        Assert.Null(await database.FindInviteAsync(Token, Cancellation)); // it was looked for a moment ago
        time.Advance(10);
        Assert.NotNull(await database.FindInviteAsync(Token, Cancellation));
    }

    [Theory]
    [InlineData(1, InviteState.Used, 1)]
    [InlineData(-1, InviteState.Expired, 0)]
    public async Task Find_RowsThatAreGone_AreUsedBeforeTheEndAndExpiredAfter(int minutes, InviteState state, int uses)
    {
        using IInviteDatabase database = InviteDatabase.Open("prosody:" + File);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        Invite invite = Assert.Single(await database.AddInvitesAsync(
            [new InviteTerms { VirtualHost = Sample.Host, ExpiresAt = now.AddMinutes(minutes) }], "shell/me@here", now.AddDays(-7), Cancellation));
        Run($"DELETE FROM prosody WHERE key = '{invite.Token}'");
        Invite after = (await database.FindInviteAsync(invite.Token, Cancellation))!;
        Assert.Equal((state, uses), (after.State(now), after.Uses));
        Assert.Equal(uses, (await database.ListEventsAsync(after, Cancellation)).Count);
    }

    private void Run(string sql)
    {
        using var file = new RawSqlite(File);
        file.Run(sql);
    }

    private long Count()
    {
        using var file = new RawSqlite(File);
        return (long)file.Scalar($"SELECT count(*) FROM prosody WHERE key = '{Token}'")!;
    }

    private sealed class CountingTime : TimeProvider
    {
        private long _seconds;

        public override long TimestampFrequency => 1;

        public void Advance(long seconds) => _seconds += seconds;

        public override long GetTimestamp() => _seconds++;
    }
}
