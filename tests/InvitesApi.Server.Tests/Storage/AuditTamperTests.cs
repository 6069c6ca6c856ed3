using System.Security.Cryptography;
using System.Text;
using InvitesApi.Server.Audit;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Tests.Support;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Tests.Storage;

/// <summary>What somebody does to the audit trail in the file, behind the module's back.</summary>
public sealed class AuditTamperTests
{
    private const int Entries = 6;

    private const string Columns = "number, at, actor, action, host, subject, detail, hash";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The statement, with TABLE for the table, and the number that is found.</summary>
    public static TheoryData<string, string, long> Deeds
    {
        get
        {
            (string Sql, long Found)[] deeds =
            [
                ("UPDATE TABLE SET actor = 'shell/other@here' WHERE number = 3", 3),
                ("UPDATE TABLE SET at = at + 1 WHERE number = 1", 1),
                ("UPDATE TABLE SET subject = '' WHERE number = 6", 6),
                ("UPDATE TABLE SET detail = '{}' WHERE number = 4", 4),
                ("UPDATE TABLE SET action = 'key-removed' WHERE number = 2", 2),
                ("UPDATE TABLE SET host = action, action = host WHERE number = 2", 2),
                ("UPDATE TABLE SET host = host || subject, subject = '' WHERE number = 5", 5),
                ("UPDATE TABLE SET hash = randomblob(32) WHERE number = 5", 5),
                ("DELETE FROM TABLE WHERE number = 1", 1),
                ("DELETE FROM TABLE WHERE number = 4", 4),
                ("DELETE FROM TABLE WHERE number BETWEEN 2 AND 4", 2),
                ($"INSERT INTO TABLE ({Columns}) SELECT 7, at, actor, action, host, subject, detail, hash FROM TABLE WHERE number = 6", 7),
                ($"INSERT INTO TABLE ({Columns}) SELECT 0, at, actor, action, host, subject, detail, hash FROM TABLE WHERE number = 1", 0),
                ($"INSERT INTO TABLE ({Columns}) SELECT 9, at, actor, action, host, subject, detail, hash FROM TABLE WHERE number = 6", 7),
                ("UPDATE TABLE SET number = number + 100; UPDATE TABLE SET number = 107 - number", 1),
                ("UPDATE TABLE SET number = 99 WHERE number = 3; UPDATE TABLE SET number = 3 WHERE number = 4; UPDATE TABLE SET number = 4 WHERE number = 99", 3),
                ("DELETE FROM TABLE WHERE number = 3; UPDATE TABLE SET number = number - 1 WHERE number > 3", 3),
            ];
            return
            [
                .. from table in new[] { AuditFile.Own, AuditFile.BesideProsody }
                   from deed in deeds
                   select (table, deed.Sql.Replace("TABLE", table, StringComparison.Ordinal), deed.Found),
            ];
        }
    }

    [Theory]
    [MemberData(nameof(Deeds))]
    public async Task VerifyAsync_AfterADeed_FindsTheFirstEntryThatDoesNotFit(string table, string sql, long found)
    {
        using AuditFile file = await WrittenAsync(table);
        string head = (await file.VerifyAsync()).Head;
        file.DropTriggers();
        file.Run(sql);

        InviteException broken = await Assert.ThrowsAsync<InviteException>(() => file.VerifyAsync());
        Assert.Equal((InviteFault.AuditChainBroken, (object)found), (broken.Fault, broken.Target));
        Assert.Equal(broken.Fault, (await Assert.ThrowsAsync<InviteException>(() => file.VerifyAsync(head))).Fault);
    }

    [Theory]
    [InlineData(AuditFile.Own)]
    [InlineData(AuditFile.BesideProsody)]
    public async Task VerifyAsync_TailCutOff_IsFoundByTheHeadThatWasNoted(string table)
    {
        using AuditFile file = await WrittenAsync(table);
        AuditVerification before = await file.VerifyAsync();
        file.DropTriggers();
        file.Run($"DELETE FROM {table} WHERE number > 4");
        Assert.Equal(4, (await file.VerifyAsync()).Count); // nothing in the file tells
        InviteException missing = await Assert.ThrowsAsync<InviteException>(() => file.VerifyAsync(before.Head));
        Assert.Equal((InviteFault.AuditHeadNotFound, (object)before.Head), (missing.Fault, missing.Target));
    }

    [Theory]
    [InlineData(AuditFile.Own)]
    [InlineData(AuditFile.BesideProsody)]
    public async Task Triggers_Always_RefuseWhatIsNoAppending(string table)
    {
        using AuditFile file = await WrittenAsync(table);
        string others = $"at, 'x', action, host, subject, detail, hash FROM {table} WHERE number = 2";
        string[] deeds =
        [
            $"UPDATE {table} SET actor = 'x'",
            $"DELETE FROM {table} WHERE number = 6",
            $"INSERT OR REPLACE INTO {table} ({Columns}) SELECT number, {others}",
            $"INSERT INTO {table} ({Columns}) SELECT 9, {others}",
        ];
        foreach (string deed in deeds)
        {
            Assert.Contains(
                "appended only", Assert.Throws<SqliteException>(() => file.Run(deed)).Message, StringComparison.Ordinal);
        }

        Assert.Equal(Entries, (await file.VerifyAsync()).Count);
    }

    [Theory]
    [InlineData(AuditFile.Own)]
    [InlineData(AuditFile.BesideProsody)]
    public async Task Hash_OfTheFirstEntry_IsThatOfTheDocumentedForm(string table)
    {
        using AuditFile file = await WrittenAsync(table);
        using IInviteDatabase database = file.Open();
        AuditEntry first = Assert.Single(await database.ReadAuditAsync(null, 1, Cancellation));
        IEnumerable<byte> form = (await database.ReadAuditGenesisAsync(Cancellation)).Concat(Big(1, 8)).Concat(Big(first.Second, 8));
        foreach (string text in new[] { first.Actor, "key-made", "example.com", first.Subject, first.Detail })
        {
            byte[] utf8 = Encoding.UTF8.GetBytes(text);
            form = form.Concat(Big(utf8.Length, 4)).Concat(utf8);
        }

        Assert.Equal("""{"name":"Schl\u00FCssel"}""", first.Detail);
        Assert.Equal(SHA256.HashData(form.ToArray()), first.Hash.ToArray());
    }

    private static IEnumerable<byte> Big(long number, int bytes) => BitConverter.GetBytes(number).Take(bytes).Reverse();

    private static async Task<AuditFile> WrittenAsync(string table)
    {
        var file = new AuditFile(table);
        using IInviteDatabase database = file.Open();
        for (int i = 0; i < Entries; i++)
        {
            Assert.True(await database.TryAddKeyAsync(Sample.Key(name: i == 0 ? "Schlüssel" : $"key {i}"), Cancellation));
        }

        return file;
    }
}
