using InvitesApi.Server.Keys;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Storage;

/// <summary>Pending invites are counted only for who has the token and makes one: without the table of those that count, all else goes on.</summary>
public sealed class KeyCountingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(AuditFile.Own)]
    [InlineData(AuditFile.BesideProsody)]
    public async Task JudgeKeyAsync_ForWhatMakesNoInvite_CountsNone(string table)
    {
        using var file = new AuditFile(table);
        using IInviteDatabase database = file.Open();
        NewApiKey key = await AddAsync(database);
        DropCounted(file);
        Assert.Equal(KeyVerdict.Accepted, (await database.JudgeKeyAsync(Sample.Use(key.Text, scope: ApiKeyScopes.List), Cancellation)).Verdict);
    }

    [Theory]
    [InlineData(AuditFile.Own)]
    [InlineData(AuditFile.BesideProsody)]
    public async Task CreateInviteAsync_WrongToken_CountsNone(string table)
    {
        using var file = new AuditFile(table);
        using IInviteDatabase database = file.Open();
        NewApiKey key = await AddAsync(database);
        Assert.Equal(KeyVerdict.Accepted, (await database.CreateInviteAsync(Sample.Request(key.Text))).Verdict);
        DropCounted(file);
        Assert.Equal(KeyVerdict.Refused, (await database.CreateInviteAsync(Sample.Request(ApiKeyText.New(key.Key.Id)))).Verdict);
        await Assert.ThrowsAnyAsync<Exception>(() => database.CreateInviteAsync(Sample.Request(key.Text)).AsTask()); // else the test could not fail
    }

    private static void DropCounted(AuditFile file) =>
        file.Run($"DROP TABLE {(file.Table == AuditFile.Own ? string.Empty : "invitesapi_")}counted_invite");

    private static async Task<NewApiKey> AddAsync(IInviteDatabase database)
    {
        NewApiKey key = Sample.Key();
        key = key with { Key = key.Key with { Limits = new ApiKeyLimits { MaxPending = 2, Scopes = ApiKeyScopes.All } } };
        Assert.Equal([true], await database.AddKeysAsync([key], Cancellation));
        return key;
    }
}
