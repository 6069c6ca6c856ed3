using InvitesApi.Server.Audit;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Storage;

/// <summary>Databases from before there was an audit trail.</summary>
public sealed class AuditMigrationTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(AuditFile.Own)]
    [InlineData(AuditFile.BesideProsody)]
    public async Task Open_DatabaseOfTheFirstVersion_GetsATrailAndKeepsItsData(string table)
    {
        using var file = new AuditFile(table);
        NewApiKey key = Sample.Key();
        MakeFirstVersion(file);
        using IInviteDatabase database = file.Open();
        Assert.NotNull(await database.FindInviteAsync("an-old-token", Cancellation));
        Assert.True(await database.TryAddKeyAsync(key, Cancellation));
        Assert.Equal(1, (await file.VerifyAsync()).Count);
        Assert.NotEqual(new byte[32], await database.ReadAuditGenesisAsync(Cancellation));
    }

    [Fact]
    public async Task Genesis_OfTwoDatabases_IsNotTheSame()
    {
        using var one = new AuditFile(AuditFile.Own);
        using var other = new AuditFile(AuditFile.Own);
        AuditVerification empty = await one.VerifyAsync();
        Assert.Equal((0L, (DateTimeOffset?)null), (empty.Count, empty.Last));
        Assert.NotEqual(empty.Head, (await other.VerifyAsync()).Head);
    }

    private static void MakeFirstVersion(AuditFile file)
    {
        bool isOwn = file.Table == AuditFile.Own;
        file.Run(Repository.Read(isOwn ? "src/InvitesApi.Server/Storage/Sqlite/Schema/001.sql" : "src/InvitesApi.Server/Storage/Prosody/Schema/001.sql"));
        if (isOwn)
        {
            file.Run(
                "INSERT INTO virtual_host (number, name) VALUES (1, 'example.com')",
                "INSERT INTO invite (number, kind, host, created_at) VALUES (1, 0, 1, 1795000000)",
                "INSERT INTO foreign_token (token, invite) VALUES ('an-old-token', 1)",
                "PRAGMA user_version = 1",
                $"PRAGMA application_id = {0x496E7641}");
        }
        else
        {
            file.Run(
                """
                INSERT INTO invitesapi_invite (token, host, kind, created_at, registration, standing)
                VALUES ('an-old-token', 'example.com', 0, 1795000000, 0, 0)
                """);
        }
    }
}
