using System.Management.Automation;

namespace InvitesApi.PowerShell.Tests;

/// <summary>Backup-InviteDatabase, Restore-InviteDatabase and Test-InviteDatabase.</summary>
public sealed class DatabaseCareTests : SessionTests
{
    private string Backup => Path.Combine(Session.Folder, "backup.db");

    [Fact]
    public async Task Backup_WhileServing_HasAllThatWasAnswered()
    {
        string key = NewKey().Text;
        PSObject server = Session.One("$server = Start-InviteApiServer example.com; $server");
        Assert.Equal(201, await Web.StatusAsync(server.Port(), key));
        Assert.Equal(Backup, Session.One($"Backup-InviteDatabase '{Backup}'").Text("FullName"));
        Assert.Equal(201, await Web.StatusAsync(server.Port(), key));
        Session.Run("$server | Stop-InviteApiServer");

        Assert.Single(Session.Run($"Get-Invite -Database '{Backup}'"));
        Assert.Single(Session.Run($"Get-InviteApiKey -Database '{Backup}'"));
        Assert.Equal(2, Session.Run("Get-Invite").Count);
    }

    [Fact]
    public void Backup_Always_IsOneFileOfItsOwnerAlone()
    {
        NewKey();
        Session.Run($"Backup-InviteDatabase '{Backup}'");
        Assert.Equal([Backup], Directory.EnumerateFiles(Session.Folder, "backup*"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Backup));
        }
    }

    [Fact]
    public void Backup_FileThatIsThere_IsReplacedByForceAlone()
    {
        NewKey();
        File.WriteAllText(Backup, "text");
        Session.Try($"Backup-InviteDatabase '{Backup}'").Ended(
            "Backup-InviteDatabase", "FileExists", ErrorCategory.ResourceExists, Backup);
        Assert.Equal("text", File.ReadAllText(Backup));
        Session.Run($"Backup-InviteDatabase '{Backup}' -Force");
        Assert.Single(Session.Run($"Get-InviteApiKey -Database '{Backup}'"));
    }

    [Theory]
    [InlineData("-wal")]
    [InlineData("-shm")]
    [InlineData("-journal")]
    public void Backup_BesideWhatADatabaseHasLeft_IsRefused(string suffix)
    {
        NewKey();
        File.WriteAllText(Backup + suffix, string.Empty);
        Session.Try($"Backup-InviteDatabase '{Backup}' -Force").Ended(
            "Backup-InviteDatabase", "DatabaseInUse", ErrorCategory.ResourceBusy, Backup);
        Assert.False(File.Exists(Backup));
    }

    [Fact]
    public void Restore_WhereNoneIs_TakesAwayWhatALostOneHasLeft()
    {
        NewKey();
        Session.Run($"$null = Backup-InviteDatabase '{Backup}'");
        File.Delete(Session.Database);
        File.WriteAllText(Session.Database + "-journal", "text");
        Session.Run($"$null = Restore-InviteDatabase '{Backup}' -Confirm:$false");
        Assert.False(File.Exists(Session.Database + "-journal"));
        Assert.Single(Session.Run("Get-InviteApiKey"));
    }

    [Fact]
    public void Restore_Backup_BringsBackWhatWasThereAndKeepsTheOther()
    {
        string token = Session.One("New-Invite example.com").Text("Token");
        Session.Run($"$null = Backup-InviteDatabase '{Backup}'; Get-Invite | Remove-Invite -Confirm:$false; $null = New-InviteApiKey example.com");
        Session.Run($"$null = [IO.FileInfo]'{Backup}' | Restore-InviteDatabase -Confirm:$false");
        Assert.Equal("Pending", Session.One($"Get-Invite -Token '{token}'").Text("State"));
        Assert.Empty(Session.Run("Get-InviteApiKey"));
        Assert.Empty(Session.Run("Test-InviteDatabase"));
        Assert.Single(Session.Run($"Get-InviteApiKey -Database '{Session.Database}.before-restore'"));
        Session.Run($"$null = Restore-InviteDatabase '{Backup}' -DiscardReplaced -Confirm:$false");
        Assert.False(File.Exists(Session.Database + ".before-restore.2"));
    }

    [Fact]
    public void Restore_Backup_IsInTheAuditTrail()
    {
        NewKey();
        Session.Run($"$null = Backup-InviteDatabase '{Backup}'; $null = New-Invite example.com");
        Session.Run($"$null = Restore-InviteDatabase '{Backup}' -Confirm:$false; $null = New-Invite example.com");
        Assert.Equal(["invites-made", "database-restored", "key-made"], Session.Texts("(Get-InviteAudit).Action"));
        PSObject entry = Session.One("Get-InviteAudit -Action database-restored");
        Assert.Equal($"shell/{Environment.UserName}@{Environment.MachineName}", entry.Text("Actor"));
        Assert.Equal(3L, Session.One("Get-InviteAudit -Verify").Get("Count"));
        Assert.Single(Session.Run($"Get-InviteAudit -Database '{Backup}'"));
        Assert.Empty(Directory.EnumerateFiles(Session.Folder, "*.new"));
    }

    [Fact]
    public void Restore_IntoAFolderThatIsMissing_MakesItOfItsOwnerAlone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        NewKey();
        string database = Path.Combine(Session.Folder, "a", "b", "invites.db");
        Session.Run($"$null = Backup-InviteDatabase '{Backup}'; $null = Restore-InviteDatabase '{Backup}' -Database '{database}' -Confirm:$false");
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(database)!));
        }
    }

    [Fact]
    public void Restore_WhileServing_IsRefused()
    {
        NewKey();
        Session.Run($"$null = Backup-InviteDatabase '{Backup}'; $server = Start-InviteApiServer example.com");
        Session.Try($"Restore-InviteDatabase '{Backup}' -Confirm:$false").Ended(
            "Restore-InviteDatabase", "DatabaseInUse", ErrorCategory.ResourceBusy, Session.Database);
        Session.Run("$server | Stop-InviteApiServer");
        Session.Run($"Restore-InviteDatabase '{Backup}' -Confirm:$false");
    }

    [Fact]
    public void Restore_DamagedBackup_IsRefusedAndChangesNothing()
    {
        Session.Run($"1..500 | ForEach-Object {{ $null = New-InviteApiKey example.com \"Key $_\" }}; $null = Backup-InviteDatabase '{Backup}'");
        Damage(Backup);
        Session.Try($"Restore-InviteDatabase '{Backup}' -Confirm:$false").Ended(
            "Restore-InviteDatabase", "DatabaseDamaged", ErrorCategory.InvalidData, Backup);
        Assert.Equal(500, Session.Run("Get-InviteApiKey").Count);
    }

    [Fact]
    public void Test_DamagedDatabase_FindsIt()
    {
        Session.Run("1..500 | ForEach-Object { $null = New-InviteApiKey example.com \"Key $_\" }");
        Assert.Empty(Session.Run("Test-InviteDatabase"));
        Damage(Session.Database);
        PSObject finding = Session.Run("Test-InviteDatabase")[0];
        Assert.Equal(("Error", "integrity"), ($"{finding.Get("Severity")}", finding.Text("Check")));
    }

    [Theory]
    [InlineData("UPDATE audit_entry SET actor = 'shell/other@here' WHERE number = 2", 2)]
    [InlineData("DELETE FROM audit_entry WHERE number = 1", 1)]
    [InlineData("DELETE FROM setting WHERE name = 'audit_genesis'", 1)]
    public void Test_TrailThatWasTamperedWith_NamesTheEntry(string deed, int entry)
    {
        Session.Run("1..3 | ForEach-Object { $null = New-InviteApiKey example.com }");
        Assert.Empty(Session.Run("Test-InviteDatabase"));
        foreach (string sql in new[] { "DROP TRIGGER audit_entry_stays", "DROP TRIGGER audit_entry_remains", deed })
        {
            ForeignSqlite.Ask(Session.Database, sql);
        }

        PSObject finding = Session.One("Test-InviteDatabase");
        Assert.Equal(("Error", "auditChain"), ($"{finding.Get("Severity")}", finding.Text("Check")));
        Assert.Contains($"broken at entry {entry}:", finding.Text("Message"), StringComparison.Ordinal);
    }

    [Fact]
    public void Test_DatabaseFromBeforeTheTrail_HasNoneToCheck()
    {
        NewKey();
        foreach (string sql in new[] { "DROP TABLE audit_entry", "DELETE FROM setting WHERE name = 'audit_genesis'", "PRAGMA user_version = 2" })
        {
            ForeignSqlite.Ask(Session.Database, sql);
        }

        Assert.Equal("schema", Session.One("Test-InviteDatabase").Text("Check"));
    }

    [Theory]
    [InlineData("", UnixFileMode.GroupRead)]
    [InlineData("-wal", UnixFileMode.GroupRead | UnixFileMode.OtherRead)]
    public void Test_DatabaseThatOthersMayRead_WarnsWithTheFix(string end, UnixFileMode others)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such file modes.");
            return;
        }

        Session.Run("$server = Start-InviteApiServer example.com; $null = New-Invite example.com"); // so there is a log beside
        string file = Session.Database + end;
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | others);
        PSObject finding = Session.One("Test-InviteDatabase");
        Assert.Equal(("Warning", "rights"), ($"{finding.Get("Severity")}", finding.Text("Check")));
        Assert.Contains($"chmod 600 '{file}'", finding.Text("Message"), StringComparison.Ordinal);
        Session.Run("$server | Stop-InviteApiServer");
    }

    [Theory]
    [InlineData("Backup-InviteDatabase './x.db'")]
    [InlineData("Restore-InviteDatabase './x.db' -Confirm:$false")]
    [InlineData("Test-InviteDatabase")]
    public void Care_OfProsodysDatabase_IsLeftToProsody(string call) => Session.Try($"{call} -Database 'prosody:{Session.Database}'").Ended(
        call.Split(' ')[0], "DatabaseNotOwn", ErrorCategory.InvalidOperation, $"prosody:{Session.Database}");

    // Pages in the middle: the header stays, as that of a file whose disk has lost a part.
    private static void Damage(string path)
    {
        using FileStream file = File.OpenWrite(path);
        long pages = file.Length / 4096;
        for (long page = pages / 2; page < pages; page++)
        {
            file.Position = page * 4096;
            file.Write(Enumerable.Repeat((byte)0xAA, 4096).ToArray());
        }
    }
}
