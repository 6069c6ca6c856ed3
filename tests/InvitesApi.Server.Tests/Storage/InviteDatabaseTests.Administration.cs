using InvitesApi.Server.Faults;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Storage;

public abstract partial class InviteDatabaseTests
{
    private const string Administrator = "shell/me@here";

    public static TheoryData<InviteTerms> AllKinds => new(
        Terms(),
        Terms() with { Username = "juliet", Groups = ["friends", "Familie"], Roles = ["prosody:admin"], Note = "für Julia" },
        Terms() with { MaxUses = null, ExpiresAt = null },
        Terms() with { MaxUses = 20 },
        Terms() with { Kind = InviteKind.Contact, Contact = "romeo" },
        Terms() with { Kind = InviteKind.Contact, Contact = "romeo", AllowRegistration = true, Username = "juliet" },
        Terms() with { Kind = InviteKind.Reset, Username = "juliet" });

    [Theory]
    [MemberData(nameof(AllKinds))]
    public async Task AddInvitesAsync_AnyKind_IsFoundAsItWasMade(InviteTerms terms)
    {
        using IInviteDatabase database = Open();
        Invite made = Assert.Single(await database.AddInvitesAsync([terms], Administrator, Sample.Moment, Cancellation));
        Assert.Equal((Administrator, Sample.Moment, 0), (made.Source, made.CreatedAt, made.Uses));

        using IInviteDatabase other = Open();
        Invite found = (await other.FindInviteAsync(made.Token, Cancellation))!;
        Assert.Equivalent(made, found, strict: true);
        Assert.Equivalent(terms, found.Terms, strict: true);
    }

    [Fact]
    public async Task AddInvitesAsync_BesideTheWriter_NeitherLosesAnInvite()
    {
        using IInviteDatabase database = Open();
        NewApiKey key = await AddAsync(database);
        var tokens = new List<string>();
        for (int i = 0; i < 20; i++)
        {
            tokens.Add((await database.CreateInviteAsync(Sample.Request(key.Text))).Token!);
            tokens.AddRange((await database.AddInvitesAsync([Terms(), Terms()], Administrator, Sample.Moment, Cancellation)).Select(one => one.Token));
        }

        Assert.Equal(60, tokens.Distinct(StringComparer.Ordinal).Count());
        foreach (string token in tokens)
        {
            Assert.NotNull(await database.FindInviteAsync(token, Cancellation));
        }
    }

    [Fact]
    public async Task AddInvitesAsync_ManyOfWhichTheLastCannotBe_StoresNone()
    {
        using IInviteDatabase database = Open();
        InviteTerms juliet = Terms() with { Username = "juliet" };
        InviteTerms[] many = [juliet, .. Enumerable.Repeat(Terms(), 60), juliet];
        await Assert.ThrowsAsync<InviteException>(
            () => database.AddInvitesAsync(many, Administrator, Sample.Moment, Cancellation).AsTask());
        Assert.Empty((await database.ListInvitesAsync(InviteFilter.All, null, 100, Cancellation)).Items);
        Assert.Equal(61, (await database.AddInvitesAsync(many[..^1], Administrator, Sample.Moment, Cancellation)).Count);
    }

    [Fact]
    public async Task AddInvitesAsync_ReservedName_StoresNone()
    {
        using IInviteDatabase database = Open();
        InviteTerms juliet = Terms() with { Username = "juliet" };
        Invite first = Assert.Single(await database.AddInvitesAsync([juliet], Administrator, Sample.Moment, Cancellation));

        await AssertReservedAsync(database, Terms(), juliet);
        await AssertReservedAsync(database, juliet with { Kind = InviteKind.Contact, Contact = "romeo", AllowRegistration = true });
        Assert.Single(await ListAsync(database, InviteFilter.All));

        // A reset is for an account that exists; another host has names of its own; an invite that is void reserves nothing.
        await database.AddInvitesAsync([juliet with { Kind = InviteKind.Reset }], Administrator, Sample.Moment, Cancellation);
        await database.AddInvitesAsync([juliet with { VirtualHost = Sample.OtherHost }], Administrator, Sample.Moment, Cancellation);
        await database.ChangeInviteAsync(first.Token, Revocation(), Cancellation);
        await database.AddInvitesAsync([juliet], Administrator, Sample.Moment, Cancellation);
        await AssertFaultAsync(
            InviteFault.InviteUsernameReserved,
            async () => await database.ChangeInviteAsync(
                first.Token,
                new InviteChange(InviteAction.Restored, Administrator, Sample.Moment, invite => invite with { RevokedAt = null }),
                Cancellation));
    }

    [Fact]
    public async Task AddInvitesAsync_TwoOfOneName_StoresNone()
    {
        using IInviteDatabase database = Open();
        InviteTerms juliet = Terms() with { Username = "juliet" };
        await AssertReservedAsync(database, juliet, juliet);
        Assert.Empty(await ListAsync(database, InviteFilter.All));
    }

    [Fact]
    public async Task ListInvitesAsync_InStretches_YieldsAllNewestFirst()
    {
        using IInviteDatabase database = Open();
        var made = await database.AddInvitesAsync([.. Enumerable.Repeat(Terms(), 25)], Administrator, Sample.Moment, Cancellation);
        Assert.Equal(made.Select(one => one.Token).Reverse(), (await ListAsync(database, InviteFilter.All, most: 7)).Select(one => one.Token));
        Assert.Equal(25, (await ListAsync(database, InviteFilter.All, most: 25)).Count);
    }

    [Fact]
    public async Task ListInvitesAsync_Filter_TakesWhatItNames()
    {
        using IInviteDatabase database = Open();
        NewApiKey key = await AddAsync(database);
        await database.CreateInviteAsync(Sample.Request(key.Text, created: Sample.Moment.ToUnixTimeSeconds()));
        var made = await database.AddInvitesAsync(
            [
                Terms() with { VirtualHost = Sample.OtherHost },
                Terms() with { Kind = InviteKind.Contact, Contact = "romeo" },
                Terms() with { Kind = InviteKind.Reset, Username = "juliet" },
                Terms() with { ExpiresAt = null, MaxUses = null },
                Terms(),
            ],
            Administrator,
            Sample.Moment,
            Cancellation);
        await database.ChangeInviteAsync(made[4].Token, Revocation(), Cancellation);

        async Task<int> CountAsync(InviteFilter filter) => (await ListAsync(database, filter)).Count;
        DateTimeOffset later = Sample.Moment.AddDays(8);
        Assert.Equal(6, await CountAsync(InviteFilter.All));
        Assert.Equal(1, await CountAsync(new InviteFilter { VirtualHost = Sample.OtherHost }));
        Assert.Equal(0, await CountAsync(new InviteFilter { VirtualHost = "nowhere.example" }));
        Assert.Equal(4, await CountAsync(new InviteFilter { Kind = InviteKind.Account }));
        Assert.Equal(1, await CountAsync(new InviteFilter { Username = "romeo" }));
        Assert.Equal(1, await CountAsync(new InviteFilter { Username = "juliet" }));
        Assert.Equal(1, await CountAsync(new InviteFilter { State = InviteState.Revoked, Now = Sample.Moment }));
        Assert.Equal(5, await CountAsync(new InviteFilter { State = InviteState.Pending, Now = Sample.Moment }));
        Assert.Equal(1, await CountAsync(new InviteFilter { State = InviteState.Pending, Now = later }));
        Assert.Equal(4, await CountAsync(new InviteFilter { State = InviteState.Expired, Now = later }));
        Assert.Equal(0, await CountAsync(new InviteFilter { State = InviteState.Used, Now = later }));
    }

    [Fact]
    public async Task ChangeInviteAsync_Change_IsStoredAndNoted()
    {
        using IInviteDatabase database = Open();
        NewApiKey key = await AddAsync(database);
        string token = (await database.CreateInviteAsync(Sample.Request(key.Text))).Token!;
        Invite? changed = await database.ChangeInviteAsync(
            token,
            new InviteChange(
                InviteAction.Changed,
                Administrator,
                Sample.Moment,
                invite => invite with { Terms = invite.Terms with { ExpiresAt = null, MaxUses = 3, Note = "three" } }),
            Cancellation);
        await database.ChangeInviteAsync(token, Revocation(), Cancellation);

        Invite found = (await database.FindInviteAsync(token, Cancellation))!;
        Assert.Equal(changed! with { RevokedAt = Sample.Moment }, found);
        Assert.Equal((null, 3, "three"), (found.ExpiresAt, found.Terms.MaxUses, found.Terms.Note));
        Assert.Equal(
            [(InviteAction.Changed, Administrator), (InviteAction.Revoked, Administrator)],
            (await database.ListEventsAsync(found, Cancellation)).Select(one => (one.Action, one.Actor)));
    }

    [Fact]
    public async Task ChangeInviteAsync_NoChange_NotesNothing()
    {
        using IInviteDatabase database = Open();
        Invite made = Assert.Single(await database.AddInvitesAsync([Terms()], Administrator, Sample.Moment, Cancellation));
        await database.ChangeInviteAsync(
            made.Token, new InviteChange(InviteAction.Changed, Administrator, Sample.Moment, invite => invite), Cancellation);
        Assert.Empty(await database.ListEventsAsync(made, Cancellation));
        Assert.Null(await database.ChangeInviteAsync(new string('A', 24), Revocation(), Cancellation));
    }

    [Fact]
    public async Task ForgetInvitesAsync_EndedBefore_AreGoneWithTheirHistory()
    {
        using IInviteDatabase database = Open();
        var made = await database.AddInvitesAsync(
            [
                Terms() with { ExpiresAt = Sample.Moment.AddDays(1) },
                Terms() with { ExpiresAt = Sample.Moment.AddDays(3) },
                Terms() with { ExpiresAt = null },
                Terms() with { ExpiresAt = null },
                Terms() with { ExpiresAt = Sample.Moment.AddDays(1), VirtualHost = Sample.OtherHost },
                Terms() with { ExpiresAt = Sample.Moment.AddDays(9) },
            ],
            Administrator,
            Sample.Moment,
            Cancellation);
        await database.ChangeInviteAsync(made[2].Token, Revocation(), Cancellation);

        Assert.Equal(2, await database.ForgetInvitesAsync(Sample.Moment.AddDays(2), Sample.Host, Cancellation));
        Assert.Equal(1, await database.ForgetInvitesAsync(Sample.Moment.AddDays(2), null, Cancellation));
        Assert.Equal(
            [made[5].Token, made[3].Token, made[1].Token],
            (await ListAsync(database, InviteFilter.All)).Select(one => one.Token));
        Assert.Empty(await database.ListEventsAsync(made[2], Cancellation));
    }

    [Fact]
    public async Task FindLinksAsync_AfterSetLinksAsync_IsWhatWasSet()
    {
        using IInviteDatabase database = Open();
        Assert.Null(await database.FindLinksAsync(Sample.Host, Cancellation));
        foreach (string root in new[] { "https://example.com", "https://example.com/xmpp" })
        {
            var links = new HostLinks(root, InvitePageTemplate.Default);
            await database.SetLinksAsync(Sample.Host, links, Cancellation);
            Assert.Equal(links, await database.FindLinksAsync(Sample.Host, Cancellation));
        }
    }

    private static InviteTerms Terms() => new() { VirtualHost = Sample.Host, ExpiresAt = Sample.Moment.AddDays(7) };

    private static InviteChange Revocation() => new(
        InviteAction.Revoked, Administrator, Sample.Moment, invite => invite with { RevokedAt = Sample.Moment });

    private static async Task<List<Invite>> ListAsync(IInviteDatabase database, InviteFilter filter, int most = 100)
    {
        var all = new List<Invite>();
        long? from = null;
        do
        {
            InviteBatch<Invite> stretch = await database.ListInvitesAsync(filter, from, most, Cancellation);
            all.AddRange(stretch.Items);
            from = stretch.Next;
        }
        while (from is not null);
        return all;
    }

    private static Task AssertReservedAsync(IInviteDatabase database, params InviteTerms[] terms) => AssertFaultAsync(
        InviteFault.InviteUsernameReserved,
        async () => await database.AddInvitesAsync(terms, Administrator, Sample.Moment, Cancellation));

    private static async Task AssertFaultAsync(InviteFault fault, Func<Task> work) =>
        Assert.Equal(fault, (await Assert.ThrowsAsync<InviteException>(work)).Fault);
}
