using InvitesApi.Server.Invites;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Storage;

public abstract partial class InviteDatabaseTests
{
    [Theory]
    [MemberData(nameof(AllKinds))]
    public async Task AddCopiesAsync_AnyKind_IsFoundByItsTokenAndAddedOnce(InviteTerms terms)
    {
        using IInviteDatabase database = Open();
        var invite = new Invite
        {
            Token = "from-elsewhere-24-chars!",
            Terms = terms,
            Source = "api/token/kFIuplAB-6xs",
            CreatedAt = Sample.Moment.AddDays(-1),
            Uses = terms.MaxUses == 20 ? 3 : 0,
        };
        Assert.Equal([CopyVerdict.Added], await database.AddCopiesAsync([invite], Sample.Moment, Cancellation));
        Assert.Equal([CopyVerdict.Present], await database.AddCopiesAsync([invite], Sample.Moment, Cancellation));
        Assert.Equivalent(invite, await database.FindInviteAsync(invite.Token, Cancellation), strict: true);
        Assert.Equal(invite.Token, Assert.Single(await ListAsync(database, InviteFilter.All)).Token);
    }

    [Fact]
    public async Task AddCopiesAsync_ReservedName_IsNotAdded()
    {
        using IInviteDatabase database = Open();
        InviteTerms juliet = Terms() with { Username = "juliet" };
        await InviteAsync(database, juliet);
        var copy = new Invite { Token = new string('c', 24), Terms = juliet, CreatedAt = Sample.Moment };
        Assert.Equal([CopyVerdict.NameReserved], await database.AddCopiesAsync([copy], Sample.Moment, Cancellation));
        Assert.Null(await database.FindInviteAsync(copy.Token, Cancellation));
    }

    [Fact]
    public async Task ReadKeysAsync_Keys_HaveTheHashesOfTheirTokens()
    {
        using IInviteDatabase database = Open();
        NewApiKey here = await AddAsync(database);
        await AddAsync(database, Sample.Key(Sample.OtherHost));
        PortableKey read = Assert.Single(await database.ReadKeysAsync(Sample.Host, Cancellation));
        Assert.Equal(here.Key, read.Key);
        Assert.True(TokenHash.Of(here.Text.Token.Span).Matches(read.Hash));
        Assert.Equal(2, (await database.ReadKeysAsync(virtualHost: null, Cancellation)).Count);
    }
}
