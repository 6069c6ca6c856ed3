using InvitesApi.Server.Accounts;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace InvitesApi.Server.Tests.Storage;

/// <summary>Uses that were left open: what Prosody's own rows tell of them, and what the server does that may know more.</summary>
public sealed class OverdueUseTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(Sample.Moment);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string File => _folder["prosody.sqlite"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(AccountOutcome.NotSupported, false, 0)]
    [InlineData(AccountOutcome.NotSupported, true, 1)]
    [InlineData(AccountOutcome.NameFree, false, 0)]
    [InlineData(AccountOutcome.NameFree, true, 1)]
    [InlineData(AccountOutcome.NameTaken, false, 1)] // made, and Prosody died before it took the token away
    [InlineData(AccountOutcome.Unreachable, false, 1)]
    public async Task Settle_AccountTokenUsedOrNot_CountsTheUseOrGivesItBack(AccountOutcome find, bool isUsed, int uses)
    {
        ProsodyStorage.Make(File);
        using IInviteDatabase database = InviteDatabase.Open("prosody:" + File);
        Invite invite = Assert.Single(await database.AddInvitesAsync(
            [new InviteTerms { VirtualHost = Sample.Host }], "shell/me@here", Sample.Moment, Cancellation));
        DateTimeOffset now = _time.GetUtcNow();
        InviteUse use = (await database.BeginUseAsync(invite.Token, "juliet", now, now + Registrar.Lease, Cancellation)).Use!;
        if (isUsed)
        {
            using var prosody = new RawSqlite(File);
            prosody.Run($"""DELETE FROM "prosody" WHERE "store" = 'invite_token' AND "key" = '{use.AccountToken}'""");
        }

        _time.Advance(Registrar.Lease + TimeSpan.FromSeconds(1));
        using var accounts = new PretendedAccountServer { FindFailure = find };
        var settler = new UseSettler(database, accounts, _time, NullLogger.Instance);
        await settler.SettleAsync(Cancellation);
        await settler.SettleAsync(Cancellation);
        Assert.Equal(uses, (await database.FindInviteAsync(invite.Token, Cancellation))!.Uses);
    }
}
