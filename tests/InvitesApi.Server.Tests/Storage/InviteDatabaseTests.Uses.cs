using InvitesApi.Server.Faults;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Storage;

public abstract partial class InviteDatabaseTests
{
    private static DateTimeOffset Deadline => Sample.Moment.AddMinutes(1);

    [Fact]
    public async Task BeginUseAsync_ThenEnd_UsesTheInviteUpAndNotesIt()
    {
        using IInviteDatabase database = Open();
        string token = await InviteAsync(database, Terms());
        InviteUse use = await BegunAsync(database, token, "juliet");
        Assert.Equal(UseVerdict.Used, await VerdictAsync(database, token, "romeo"));
        Assert.True(await EndAsync(database, use, tookPlace: true));
        Assert.False(await EndAsync(database, use, tookPlace: false));

        Invite found = (await database.FindInviteAsync(token, Cancellation))!;
        Assert.Equal((1, InviteState.Used), (found.Uses, found.State(Sample.Moment)));
        InviteEvent used = Assert.Single(await database.ListEventsAsync(found, Cancellation));
        Assert.Equal((InviteAction.Used, "juliet", "register"), (used.Action, used.Username, used.Actor));
    }

    [Fact]
    public async Task BeginUseAsync_GivenBack_LeavesTheInviteAsItWas()
    {
        using IInviteDatabase database = Open();
        string token = await InviteAsync(database, Terms());
        Assert.True(await EndAsync(database, await BegunAsync(database, token, "juliet"), tookPlace: false));
        Invite found = (await database.FindInviteAsync(token, Cancellation))!;
        Assert.Equal(0, found.Uses);
        Assert.Empty(await database.ListEventsAsync(found, Cancellation));
        await BegunAsync(database, token, "romeo");
    }

    [Fact]
    public async Task BeginUseAsync_ManyAtOnce_BeginsAsManyAsItMay()
    {
        const int Uses = 3;
        using IInviteDatabase database = Open();
        string token = await InviteAsync(database, Terms() with { MaxUses = Uses });
        UseVerdict[] verdicts = await Task.WhenAll(Enumerable.Range(0, 200).Select(
            i => Task.Run(() => VerdictAsync(database, token, $"user{i}"))));
        Assert.Equal(Uses, verdicts.Count(verdict => verdict == UseVerdict.Begun));
        Assert.All(verdicts, verdict => Assert.True(verdict is UseVerdict.Begun or UseVerdict.Used));
    }

    [Fact]
    public async Task BeginUseAsync_WhatMayNotBe_SaysWhy()
    {
        using IInviteDatabase database = Open();
        Assert.Equal(UseVerdict.Unknown, await VerdictAsync(database, new string('A', 24), "juliet"));
        Assert.Equal(UseVerdict.OtherName, await VerdictAsync(database, await InviteAsync(database, Terms() with { Username = "juliet" }), "romeo"));
        Assert.Equal(UseVerdict.NameReserved, await VerdictAsync(database, await InviteAsync(database, Terms()), "juliet"));
        Assert.Equal(
            UseVerdict.MakesNoAccount,
            await VerdictAsync(database, await InviteAsync(database, Terms() with { Kind = InviteKind.Contact, Contact = "romeo" }), "mercutio"));
        Assert.Equal(
            UseVerdict.Expired,
            await VerdictAsync(database, await InviteAsync(database, Terms() with { ExpiresAt = Sample.Moment.AddSeconds(-1) }), "mercutio"));
        string revoked = await InviteAsync(database, Terms());
        await database.ChangeInviteAsync(revoked, Revocation(), Cancellation);
        Assert.Equal(UseVerdict.Revoked, await VerdictAsync(database, revoked, "mercutio"));
        string reset = await InviteAsync(database, Terms() with { Kind = InviteKind.Reset, Username = "juliet" });
        Assert.Equal(UseVerdict.Begun, await VerdictAsync(database, reset, "juliet"));
    }

    [Fact]
    public async Task AddInvitesAsync_NameOfAnInviteInUse_IsReserved()
    {
        using IInviteDatabase database = Open();
        InviteTerms juliet = Terms() with { Username = "juliet" };
        string token = await InviteAsync(database, juliet);
        InviteUse use = await BegunAsync(database, token, "juliet");
        InviteException fault = await Assert.ThrowsAsync<InviteException>(() => InviteAsync(database, juliet));
        Assert.Equal(InviteFault.InviteUsernameReserved, fault.Fault);
        await EndAsync(database, use, tookPlace: true);
        await InviteAsync(database, juliet); // the account may be gone since
    }

    [Fact]
    public async Task BeginUseAsync_OneNameByTwoInvites_IsForTheFirst()
    {
        using IInviteDatabase database = Open();
        InviteUse use = await BegunAsync(database, await InviteAsync(database, Terms()), "juliet");
        string other = await InviteAsync(database, Terms());
        Assert.Equal(UseVerdict.NameReserved, await VerdictAsync(database, other, "juliet"));
        Assert.Equal(0, (await database.FindInviteAsync(other, Cancellation))!.Uses);
        await EndAsync(database, use, tookPlace: false);
        await BegunAsync(database, other, "juliet");
    }

    [Fact]
    public async Task ListOverdueUsesAsync_AfterACrash_HasWhatNobodyEnded()
    {
        using IInviteDatabase database = Open();
        string token = await InviteAsync(database, Terms());
        InviteUse use = await BegunAsync(database, token, "juliet");
        Assert.Empty(await database.ListOverdueUsesAsync(Deadline, Cancellation));

        using IInviteDatabase other = Open();
        InviteUse overdue = Assert.Single(await other.ListOverdueUsesAsync(Deadline.AddSeconds(1), Cancellation));
        Assert.Equal((use.Number, "juliet", token), (overdue.Number, overdue.Username, overdue.Invite.Token));
        Assert.True(await EndAsync(other, overdue, tookPlace: false));

        // Who comes late ends nobody else's.
        InviteUse next = await BegunAsync(other, token, "juliet");
        Assert.NotEqual(use.Number, next.Number);
        Assert.False(await EndAsync(database, use, tookPlace: true));
        Assert.True(await EndAsync(other, next, tookPlace: true));
    }

    [Fact]
    public async Task ForgetInvitesAsync_InviteInUse_StaysUntilItsEnd()
    {
        using IInviteDatabase database = Open();
        string token = await InviteAsync(database, Terms() with { ExpiresAt = Sample.Moment.AddSeconds(1) });
        await InviteAsync(database, Terms());
        InviteUse use = await BegunAsync(database, token, "juliet");
        Assert.Equal(0, await database.ForgetInvitesAsync(Sample.Moment.AddDays(1), null, Cancellation));
        Assert.True(await EndAsync(database, use, tookPlace: true));
        Assert.Equal(1, await database.ForgetInvitesAsync(Sample.Moment.AddDays(1), null, Cancellation));
    }

    [Fact]
    public async Task ForgetInvitesAsync_UsedUp_CountsFromItsLastUse()
    {
        using IInviteDatabase database = Open();
        string token = await InviteAsync(database, Terms() with { ExpiresAt = null });
        await InviteAsync(database, Terms() with { ExpiresAt = null });
        Assert.True(await EndAsync(database, await BegunAsync(database, token, "juliet"), tookPlace: true));
        var note = new InviteChange(
            InviteAction.Changed, Administrator, Sample.Moment.AddDays(5), invite => invite with { Terms = invite.Terms with { Note = "late" } });
        await database.ChangeInviteAsync(token, note, Cancellation);
        Assert.Equal(0, await database.ForgetInvitesAsync(Sample.Moment, null, Cancellation));
        Assert.Equal(1, await database.ForgetInvitesAsync(Sample.Moment.AddDays(1), null, Cancellation));
    }

    private static async Task<string> InviteAsync(IInviteDatabase database, InviteTerms terms) =>
        Assert.Single(await database.AddInvitesAsync([terms], Administrator, Sample.Moment, Cancellation)).Token;

    private static async Task<UseVerdict> VerdictAsync(IInviteDatabase database, string token, string username) =>
        (await database.BeginUseAsync(token, username, Sample.Moment, Deadline, Cancellation)).Verdict;

    private static async Task<InviteUse> BegunAsync(IInviteDatabase database, string token, string username)
    {
        UseAnswer answer = await database.BeginUseAsync(token, username, Sample.Moment, Deadline, Cancellation);
        Assert.Equal(UseVerdict.Begun, answer.Verdict);
        return answer.Use!;
    }

    private static async Task<bool> EndAsync(IInviteDatabase database, InviteUse use, bool tookPlace) =>
        await database.EndUseAsync(use, tookPlace, "register", Sample.Moment, Cancellation);
}
