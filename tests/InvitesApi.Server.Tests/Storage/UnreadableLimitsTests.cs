using InvitesApi.Server.Keys;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Storage;

/// <summary>Limits of a key that somebody else has stored, and that say nothing we know.</summary>
public sealed class UnreadableLimitsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Documents
    {
        get
        {
            string[] documents =
            [
                "null", "[]", "no JSON", """{"allowed_addresses":[null]}""", """{"allowed_addresses":["nowhere"]}""", """{"scopes":["create",null]}""",
                """{"invite_groups":[null]}""", """{"invite_roles":["a",null]}""", """{"rate":"often"}""", """{"expires_at":9223372036854775807}""",
                """{"no_limit_that_is_known":1}""",
            ];
            return [.. from table in new[] { AuditFile.Own, AuditFile.BesideProsody } from document in documents select (table, document)];
        }
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Key_WithLimitsThatCantBeRead_LetsNobodyInAndHarmsNoOther(string table, string document)
    {
        using var file = new AuditFile(table);
        using IInviteDatabase database = file.Open();
        NewApiKey key = Sample.Key(), other = Sample.Key();
        key = key with { Key = key.Key with { Limits = new ApiKeyLimits { MaxInvites = 3, Scopes = ApiKeyScopes.All } } };
        Assert.Equal([true, true], await database.AddKeysAsync([key, other], Cancellation));
        file.Run($"UPDATE {(table == AuditFile.Own ? "api_key" : "invitesapi_key")} SET limits = '{document}' WHERE id = '{key.Key.Id}'");

        KeyVerdict[] verdicts =
        [
            .. from answer in await Task.WhenAll(
                database.CreateInviteAsync(Sample.Request(key.Text)).AsTask(), database.CreateInviteAsync(Sample.Request(other.Text)).AsTask())
               select answer.Verdict,
        ];
        Assert.Equal([KeyVerdict.Refused, KeyVerdict.Accepted], verdicts);
        Assert.Equal(KeyVerdict.Refused, (await database.JudgeKeyAsync(Sample.Use(key.Text, scope: ApiKeyScopes.List), Cancellation)).Verdict);
        Assert.Equal(
            ApiKeyState.Expired,
            Assert.Single(await database.ListKeysAsync(new ApiKeyFilter(Id: key.Key.Id), Cancellation)).State(Sample.Moment));
    }
}
