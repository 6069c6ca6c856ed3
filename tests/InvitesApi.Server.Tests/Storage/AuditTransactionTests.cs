using System.Text;
using InvitesApi.Server.Audit;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Storage;

/// <summary>The entry and the change are on disk together, or neither is; and no entry has a secret.</summary>
public sealed class AuditTransactionTests
{
    private static readonly InviteTerms Terms = new() { VirtualHost = Sample.Host, ExpiresAt = Sample.Moment.AddDays(1) };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(AuditFile.Own)]
    [InlineData(AuditFile.BesideProsody)]
    public async Task Change_WhoseEntryFails_IsNotMade(string table)
    {
        using var file = new AuditFile(table);
        using IInviteDatabase database = file.Open();
        NewApiKey key = Sample.Key();
        await database.TryAddKeyAsync(key, Cancellation);
        Invite invite = Assert.Single(await database.AddInvitesAsync([Terms], "me", Sample.Moment, Cancellation));
        UseAnswer begun = await database.BeginUseAsync(invite.Token, "juliet", Sample.Moment, Sample.Moment, Cancellation);
        AuditVerification before = await file.VerifyAsync();
        file.Run($"CREATE TRIGGER no_more BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'no more'); END");

        await AssertFailsAsync(async () => await database.TryAddKeyAsync(Sample.Key(), Cancellation));
        await AssertFailsAsync(async () => await database.TryRemoveKeyAsync(Sample.Host, key.Key.Id, Sample.Moment, Cancellation));
        await AssertFailsAsync(async () => await database.CreateInviteAsync(Sample.Request(key.Text)));
        await AssertFailsAsync(async () => await database.AddInvitesAsync([Terms], "me", Sample.Moment, Cancellation));
        await AssertFailsAsync(
            async () => await database.AddCopiesAsync([invite with { Token = new string('c', 24) }], Sample.Moment, Cancellation));
        await AssertFailsAsync(async () => await database.ChangeInviteAsync(
            invite.Token,
            new InviteChange(InviteAction.Revoked, "me", Sample.Moment, one => one with { RevokedAt = Sample.Moment }),
            Cancellation));
        await AssertFailsAsync(async () => await database.EndUseAsync(begun.Use!, tookPlace: true, "web", Sample.Moment, Cancellation));
        Assert.True(await database.EndUseAsync(begun.Use!, tookPlace: false, "web", Sample.Moment, Cancellation));
        file.Run("DROP TRIGGER no_more");

        Assert.Equal(key.Key, Assert.Single(await database.ListKeysAsync(default, Cancellation)));
        InviteBatch<Invite> all = await database.ListInvitesAsync(new InviteFilter { Now = Sample.Moment }, null, 10, Cancellation);
        Assert.Equivalent(invite, Assert.Single(all.Items), strict: true);
        Assert.Empty(await database.ListEventsAsync(invite, Cancellation));
        Assert.Equal(before, await file.VerifyAsync());
        Assert.NotNull((await database.CreateInviteAsync(Sample.Request(key.Text))).Token);
        Assert.Equal(before.Count + 1, (await file.VerifyAsync()).Count);
    }

    [Theory]
    [InlineData(AuditFile.Own)]
    [InlineData(AuditFile.BesideProsody)]
    public async Task Forgetting_WhoseEntryFails_IsNotDone(string table)
    {
        using var file = new AuditFile(table);
        using IInviteDatabase database = file.Open();
        IReadOnlyList<Invite> made = await database.AddInvitesAsync([Terms, Terms], "me", Sample.Moment, Cancellation);
        file.Run($"CREATE TRIGGER no_more BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'no more'); END");
        await AssertFailsAsync(async () => await database.ForgetInvitesAsync(Sample.Moment.AddDays(2), null, Cancellation));
        Assert.NotNull(await database.FindInviteAsync(made[0].Token, Cancellation));
    }

    [Theory]
    [InlineData(AuditFile.Own)]
    [InlineData(AuditFile.BesideProsody)]
    public async Task Writer_KilledAtWork_LeavesAsManyInvitesAsTheTrailTells(string table)
    {
        const int Rounds = 4;
        using var file = new AuditFile(table);
        using IInviteDatabase database = file.Open();
        NewApiKey key = Sample.Key();
        await database.TryAddKeyAsync(key, Cancellation);
        for (int round = 0; round < Rounds; round++)
        {
            using PeerProcess peer = await PeerProcess.StartAsync(
                Cancellation, PeerRoles.Invites, file.Location, Sample.Host, key.Text.Reveal(), "0", "16");
            peer.Go();
            for (int i = 0; i < 40 * (round + 1); i++)
            {
                Assert.NotNull(await peer.ReadLineAsync(Cancellation));
            }

            peer.Kill();
            await peer.WhenEndedAsync(Cancellation);
        }

        Assert.Equal(await CountAsync(database), await AuditSamples.CountMadeAsync(new AuditTrail(database), Cancellation));
        Assert.NotEqual(0, (await file.VerifyAsync()).Count);
    }

    [Theory]
    [InlineData(AuditFile.Own)]
    [InlineData(AuditFile.BesideProsody)]
    public async Task Processes_EightAtOnce_KeepOneChain(string table)
    {
        const int Keys = 30;
        const int Invites = 100;
        using var file = new AuditFile(table);
        using IInviteDatabase database = file.Open();
        NewApiKey key = Sample.Key();
        await database.TryAddKeyAsync(key, Cancellation);
        PeerProcess[] peers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => i % 2 == 0
            ? PeerProcess.StartAsync(Cancellation, PeerRoles.Keys, file.Location, Sample.Host, $"{Keys}")
            : PeerProcess.StartAsync(
                Cancellation, PeerRoles.Invites, file.Location, Sample.Host, key.Text.Reveal(), $"{Invites / 4}", "4")));
        try
        {
            Array.ForEach(peers, peer => peer.Go());
            await Task.WhenAll(peers.Select((peer, i) => FinishAsync(peer, waits: i % 2 == 0)));
        }
        finally
        {
            Array.ForEach(peers, peer => peer.Dispose());
        }

        var trail = new AuditTrail(database);
        AuditVerification whole = await trail.VerifyAsync(null, Cancellation);
        int batches = 0, keys = 0;
        await foreach (AuditEntry entry in trail.ListAsync(new AuditFilter(), Cancellation))
        {
            batches += entry.Action == AuditAction.InvitesMade ? 1 : 0;
            keys += entry.Action is AuditAction.KeyMade or AuditAction.KeyRemoved ? 1 : 0;
        }

        Assert.Equal(1 + (4 * (Keys + (Keys / 2))), keys);
        Assert.Equal(whole.Count, batches + keys);
        Assert.Equal(4 * Invites, await AuditSamples.CountMadeAsync(trail, Cancellation));
        Assert.Equal(4 * Invites, await CountAsync(database));
    }

    [Fact]
    public async Task File_Always_HasNoSecret()
    {
        using var file = new AuditFile(AuditFile.Own);
        string[] secrets;
        using (IInviteDatabase database = file.Open())
        {
            secrets = await UseAsync(database);
        }

        string bytes = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file.Path, Cancellation));
        Assert.Contains("invite-revoked", bytes, StringComparison.Ordinal);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, bytes, StringComparison.Ordinal));
    }

    [Fact]
    public async Task EntriesBesideProsody_Always_HaveNoSecret()
    {
        using var file = new AuditFile(AuditFile.BesideProsody);
        using IInviteDatabase database = file.Open();
        string[] secrets = await UseAsync(database);
        using var raw = new RawSqlite(file.Path);
        var entries = (string)raw.Scalar($"SELECT group_concat(actor || action || host || subject || detail || hex(hash)) FROM {file.Table}")!;
        Assert.Contains("invite-revoked", entries, StringComparison.Ordinal);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, entries, StringComparison.Ordinal));
    }

    // All that leaves entries; yields the secrets that there were.
    private static async Task<string[]> UseAsync(IInviteDatabase database)
    {
        NewApiKey key = Sample.Key();
        await database.TryAddKeyAsync(key, Cancellation);
        string byKey = (await database.CreateInviteAsync(Sample.Request(key.Text))).Token!;
        IReadOnlyList<Invite> made = await database.AddInvitesAsync([Terms, Terms], "me", Sample.Moment, Cancellation);
        await database.ChangeInviteAsync(
            made[0].Token,
            new InviteChange(InviteAction.Revoked, "me", Sample.Moment, one => one with { RevokedAt = Sample.Moment }),
            Cancellation);
        UseAnswer begun = await database.BeginUseAsync(made[1].Token, "juliet", Sample.Moment, Sample.Moment.AddMinutes(1), Cancellation);
        await database.EndUseAsync(begun.Use!, tookPlace: true, "web", Sample.Moment, Cancellation);
        await database.TryRemoveKeyAsync(Sample.Host, key.Key.Id, Sample.Moment, Cancellation);
        return [key.Text.Token.ToString(), byKey, .. made.Select(one => one.Token)];
    }

    // Who makes keys says when it has, and waits to be sent home.
    private static async Task FinishAsync(PeerProcess peer, bool waits)
    {
        while (waits && await peer.ReadLineAsync(Cancellation) is { } line)
        {
            if (line == PeerRoles.Ready)
            {
                peer.Go();
                break;
            }
        }

        await peer.FinishAsync(Cancellation);
    }

    private static async Task<int> CountAsync(IInviteDatabase database)
    {
        InviteBatch<Invite> all = await database.ListInvitesAsync(new InviteFilter { Now = Sample.Moment }, null, 1_000_000, Cancellation);
        return all.Items.Count;
    }

    private static async Task AssertFailsAsync(Func<Task> change) =>
        Assert.Equal(InviteFault.DatabaseUnavailable, (await Assert.ThrowsAsync<InviteException>(change)).Fault);
}
