using InvitesApi.Server.Audit;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Storage;

public abstract partial class InviteDatabaseTests
{
    [Fact]
    public async Task Audit_Keys_EachChangeIsOneEntry()
    {
        using IInviteDatabase database = Open();
        NewApiKey key = await AddAsync(database, Sample.Key(name: "ci"));
        await AssertLatestAsync(database, 1, AuditAction.KeyMade, key.Key.Id, AuditActor.Shell, """{"name":"ci"}""");
        Assert.False(await database.TryAddKeyAsync(key, Cancellation));
        Assert.False(await database.TryRemoveKeyAsync(Sample.Host, "nobody-1", Sample.Moment, Cancellation));
        Assert.True(await database.TryRemoveKeyAsync(Sample.Host, key.Key.Id, Sample.Moment, Cancellation));
        await AssertLatestAsync(database, 2, AuditAction.KeyRemoved, key.Key.Id, AuditActor.Shell, string.Empty);
    }

    [Fact]
    public async Task Audit_InvitesOfAnAdministrator_EachChangeIsOneEntry()
    {
        using IInviteDatabase database = Open();
        IReadOnlyList<Invite> made = await database.AddInvitesAsync([Terms(), Terms(), Terms()], Administrator, Sample.Moment, Cancellation);
        string first = InviteDesignation.Of(made[0].Token);
        await AssertLatestAsync(
            database,
            1,
            AuditAction.InvitesMade,
            first,
            Administrator,
            $$"""{"count":3,"last":"{{InviteDesignation.Of(made[2].Token)}}","kind":"account"}""");

        await ChangeAsync(
            database, made[0], InviteAction.Changed, one => one with { Terms = one.Terms with { MaxUses = 5, Note = "more" } });
        await AssertLatestAsync(database, 2, AuditAction.InviteChanged, first, Administrator, """{"changed":["maxUses","note"]}""");
        await ChangeAsync(database, made[0], InviteAction.Revoked, one => one with { RevokedAt = Sample.Moment });
        await AssertLatestAsync(database, 3, AuditAction.InviteRevoked, first, Administrator, string.Empty);
        await ChangeAsync(database, made[0], InviteAction.Restored, one => one with { RevokedAt = null });
        await AssertLatestAsync(database, 4, AuditAction.InviteRestored, first, Administrator, string.Empty);
        await ChangeAsync(database, made[0], InviteAction.Changed, one => one);
        await AssertLatestAsync(database, 4, AuditAction.InviteRestored, first, Administrator, string.Empty);
    }

    [Fact]
    public async Task Audit_UseOfAnInvite_IsAnEntryWhenItTookPlace()
    {
        using IInviteDatabase database = Open();
        string token = await InviteAsync(database, Terms());
        Assert.True(await EndAsync(database, await BegunAsync(database, token, "juliet"), tookPlace: false));
        InviteUse use = await BegunAsync(database, token, "juliet");
        Assert.True(await EndAsync(database, use, tookPlace: true));
        Assert.False(await EndAsync(database, use, tookPlace: true));
        await AssertLatestAsync(database, 2, AuditAction.InviteUsed, InviteDesignation.Of(token), "register", string.Empty);
    }

    [Fact]
    public async Task Audit_ForgettingAndImporting_AreOneEntryEach()
    {
        using IInviteDatabase database = Open();
        string ended = await InviteAsync(database, Terms() with { ExpiresAt = Sample.Moment.AddSeconds(1) });
        await InviteAsync(database, Terms());
        Assert.Equal(0, await database.ForgetInvitesAsync(Sample.Moment, Sample.Host, Cancellation));
        Assert.Equal(1, await database.ForgetInvitesAsync(Sample.Moment.AddDays(1), Sample.Host, Cancellation));
        await AssertLatestAsync(
            database, 3, AuditAction.InvitesForgotten, string.Empty, AuditActor.Shell, """{"count":1,"before":"2026-11-25T12:00:00+00:00"}""");

        var copy = new Invite { Token = ended, Terms = Terms(), CreatedAt = Sample.Moment };
        await database.AddCopiesAsync([copy], Sample.Moment, Cancellation);
        await database.AddCopiesAsync([copy], Sample.Moment, Cancellation);
        await AssertLatestAsync(
            database, 4, AuditAction.DataImported, InviteDesignation.Of(ended), AuditActor.Shell, """{"count":1,"kind":"account"}""");
    }

    [Fact]
    public async Task Audit_InvitesOfKeys_AreOneEntryForAKeyAndABatch()
    {
        const int Each = 200;
        using IInviteDatabase database = Open();
        NewApiKey[] keys = [await AddAsync(database), await AddAsync(database), await AddAsync(database, Sample.Key(Sample.OtherHost))];
        await Task.WhenAll(Enumerable.Range(0, Each * keys.Length).Select(i => Task.Run(async () =>
        {
            NewApiKey key = keys[i % keys.Length];
            Assert.NotNull((await database.CreateInviteAsync(Sample.Request(key.Text, key.Key.VirtualHost))).Token);
        })));

        List<AuditEntry> entries = await AuditAsync(database);
        foreach (NewApiKey key in keys)
        {
            AuditEntry[] made = [.. entries.Where(entry => entry.Actor == "api/token/" + key.Key.Id)];
            Assert.InRange(made.Length, 1, Each);
            Assert.All(made, entry => Assert.Equal((AuditAction.InvitesMade, key.Key.VirtualHost), (entry.Action, entry.VirtualHost)));
            Assert.Equal(Each, made.Sum(AuditSamples.Count));
        }

        // The rest are those of the keys themselves; requests that waited for each other came in one.
        Assert.True(entries.Count < Each * keys.Length);
    }

    [Fact]
    public async Task Audit_RefusedKey_LeavesNothing()
    {
        using IInviteDatabase database = Open();
        await AssertRefusedAsync(database, Sample.Key());
        Assert.Empty(await AuditAsync(database));
        Assert.Equal(0, (await new AuditTrail(database).VerifyAsync(null, Cancellation)).Count);
    }

    [Fact]
    public async Task ListAuditAsync_Filter_YieldsWhatItSays()
    {
        using IInviteDatabase database = Open();
        await AddAsync(database);
        await AddAsync(database, Sample.Key(Sample.OtherHost));
        var trail = new AuditTrail(database);
        Assert.Equal([2L, 1L], await NumbersAsync(new AuditFilter()));
        Assert.Equal([1L], await NumbersAsync(new AuditFilter(Sample.Host.ToUpperInvariant())));
        DateTimeOffset at = (await AuditAsync(database))[0].At;
        Assert.Equal(2, (await NumbersAsync(new AuditFilter(After: at.AddMinutes(-1), Before: at.AddMinutes(1)))).Count);
        Assert.Empty(await NumbersAsync(new AuditFilter(After: at.AddMilliseconds(1))));
        Assert.Empty(await NumbersAsync(new AuditFilter(Before: at.AddMinutes(-1))));

        async Task<List<long>> NumbersAsync(AuditFilter filter)
        {
            var numbers = new List<long>();
            await foreach (AuditEntry entry in trail.ListAsync(filter, Cancellation))
            {
                numbers.Add(entry.Number);
            }

            return numbers;
        }
    }

    [Fact]
    public async Task VerifyAsync_ManyEntries_FindsEveryHeadThatWas()
    {
        const int Some = 40;
        using IInviteDatabase database = Open();
        var trail = new AuditTrail(database);
        string genesis = (await trail.VerifyAsync(null, Cancellation)).Head;
        await AddAsync(database);
        string first = (await trail.VerifyAsync(null, Cancellation)).Head;
        for (int i = 0; i < Some; i++)
        {
            await AddAsync(database);
        }

        Assert.Equal(Some + 1, (await AuditAsync(database)).Count);
        AuditVerification whole = await trail.VerifyAsync(null, Cancellation);
        Assert.Equal(Some + 1, whole.Count);
        Assert.Equal(3, new[] { genesis, first, whole.Head }.Distinct(StringComparer.Ordinal).Count());
        foreach (string head in new[] { genesis, first.ToUpperInvariant(), whole.Head })
        {
            Assert.Equal(whole, await trail.VerifyAsync(head, Cancellation));
        }

        InviteException missing = await Assert.ThrowsAsync<InviteException>(
            async () => await trail.VerifyAsync(new string('0', 64), Cancellation));
        Assert.Equal((InviteFault.AuditHeadNotFound, new string('0', 64)), (missing.Fault, missing.Target));
    }

    [Fact]
    public async Task Audit_SeveralWriters_KeepOneChain()
    {
        const int Each = 60;
        IInviteDatabase[] databases = [.. Enumerable.Range(0, 4).Select(_ => Open())];
        try
        {
            NewApiKey key = await AddAsync(databases[0]);
            await Task.WhenAll(databases.Select(database => Task.Run(
                async () =>
                {
                    for (int i = 0; i < Each; i++)
                    {
                        await database.CreateInviteAsync(Sample.Request(key.Text));
                        await AddAsync(database);
                    }
                },
                Cancellation)));
            Assert.Equal(
                1 + (databases.Length * Each * 2), (await new AuditTrail(databases[1]).VerifyAsync(null, Cancellation)).Count);
        }
        finally
        {
            Array.ForEach(databases, database => database.Dispose());
        }
    }

    private static async Task<List<AuditEntry>> AuditAsync(IInviteDatabase database)
    {
        var entries = new List<AuditEntry>();
        await foreach (AuditEntry entry in new AuditTrail(database).ListAsync(new AuditFilter(), Cancellation))
        {
            entries.Add(entry);
        }

        return entries;
    }

    private static async Task AssertLatestAsync(
        IInviteDatabase database, long number, string action, string subject, string actor, string detail)
    {
        AuditEntry latest = (await AuditAsync(database))[0];
        Assert.Equal(
            (number, action, Sample.Host, subject, actor, detail),
            (latest.Number, latest.Action, latest.VirtualHost, latest.Subject, latest.Actor, latest.Detail));
        Assert.InRange(TimeProvider.System.GetUtcNow() - latest.At, TimeSpan.Zero, TimeSpan.FromMinutes(10));
        Assert.Equal(number, (await new AuditTrail(database).VerifyAsync(null, Cancellation)).Count);
    }

    private static async Task ChangeAsync(IInviteDatabase database, Invite invite, InviteAction action, Func<Invite, Invite> apply) =>
        Assert.NotNull(await database.ChangeInviteAsync(
            invite.Token, new InviteChange(action, Administrator, Sample.Moment, apply), Cancellation));
}
