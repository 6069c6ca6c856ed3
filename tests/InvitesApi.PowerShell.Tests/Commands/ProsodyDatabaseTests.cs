using System.Management.Automation;

namespace InvitesApi.PowerShell.Tests;

/// <summary><c>-Database prosody:PATH</c>.</summary>
public sealed class ProsodyDatabaseTests : SessionTests
{
    private readonly string _file;

    public ProsodyDatabaseTests()
    {
        _file = Path.Combine(Session.Folder, "prosody.sqlite");
        Make(_file);
    }

    [Fact]
    public void Key_InProsodysStorage_IsThereInClearAndSaidSo()
    {
        ScriptResult made = Session.Try($"New-InviteApiKey example.com CI -Database 'prosody:{_file}' -Verbose");
        PSObject key = Assert.Single(made.Output);
        Assert.Contains("clear", made.Said, StringComparison.Ordinal);
        Assert.DoesNotContain(key.Text("Key"), made.Said, StringComparison.Ordinal);
        Assert.Equal("prosody:" + _file, key.Text("Database"));
        string token = key.Text("Key").Split('/')[1];
        Assert.Contains(
            token, (string)ForeignSqlite.Ask(_file, "SELECT value FROM prosody WHERE store = 'invite_api_keys'")!, StringComparison.Ordinal);

        // The database of the objects is where the pipeline goes on.
        Session.Run("$PSDefaultParameterValues.Remove('*-Invite*:Database')");
        Session.Run($"Get-InviteApiKey -Database 'prosody:{_file}' | Remove-InviteApiKey");
        Assert.Equal(0L, ForeignSqlite.Ask(_file, "SELECT count(*) FROM prosody WHERE store = 'invite_api_keys'"));
    }

    [Fact]
    public void Path_BehindProsody_IsOfTheSessionsLocation()
    {
        Session.MoveTo(Session.Folder);
        Assert.Equal("prosody:" + _file, Session.One("New-InviteApiKey example.com -Database prosody:./prosody.sqlite").Text("Database"));
        Assert.Single(Session.Complete("Get-InviteApiKey -Database prosody:prosody.sqlite ex"));
        Assert.Equal("prosody:" + _file, Session.One("New-Invite example.com -Database Prosody:prosody.sqlite").Text("Database"));
    }

    [Fact]
    public async Task Server_OnProsodysStorage_MakesInvitesForProsody()
    {
        PSObject key = Session.One($"New-InviteApiKey example.com -Database 'prosody:{_file}'");
        PSObject server = Session.One($"$server = Start-InviteApiServer example.com -Port 0 -Database 'prosody:{_file}'; $server");
        string link = await Web.LocationAsync(server.Port(), key.Text("Key"), "example.com");
        Assert.Equal("prosody:" + _file, server.Text("Database"));
        var row = (string)ForeignSqlite.Ask(_file, "SELECT value FROM prosody WHERE store = 'invite_token'")!;
        Assert.Contains("\"landing_page\":\"http", row, StringComparison.Ordinal);
        Assert.Contains(link.Split('?')[1], row, StringComparison.Ordinal);
        Assert.Equal("Pending", Session.One($"Get-Invite -Database 'prosody:{_file}'").Text("State"));
        Session.Run("$server | Stop-InviteApiServer");
    }

    [Theory]
    [MemberData(nameof(ModuleCmdlets.NamesWithDatabase), MemberType = typeof(ModuleCmdlets))]
    public void MissingFile_ForAnyCmdlet_IsToldAndNotMade(string cmdlet)
    {
        string missing = Path.Combine(Session.Folder, "missing.sqlite");
        ScriptResult tried = Session.Try($"{ModuleCmdlets.Get(cmdlet).SampleCall()} -Database 'prosody:{missing}'");
        if (cmdlet.EndsWith("-InviteDatabase", StringComparison.Ordinal))
        {
            tried.Ended(cmdlet, "DatabaseNotOwn", ErrorCategory.InvalidOperation, "prosody:" + missing);
        }
        else
        {
            tried.Ended(cmdlet, "ProsodyDatabaseNotFound", ErrorCategory.ObjectNotFound, missing);
        }

        Assert.False(File.Exists(missing));
    }

    [Fact]
    public void Host_ThatProsodyHasNot_IsReported()
    {
        Session.Try($"New-InviteApiKey exmaple.com -Database 'prosody:{_file}'")
            .Reported("New-InviteApiKey", "VirtualHostNotInDatabase", ErrorCategory.ObjectNotFound, "exmaple.com");
        Session.Try($"New-Invite exmaple.com -Database 'prosody:{_file}'")
            .Reported("New-Invite", "VirtualHostNotInDatabase", ErrorCategory.ObjectNotFound, "exmaple.com");
    }

    [Fact]
    public void Data_FromProsodyToOursToAFileAndBack_IsTakenOnce()
    {
        string text = Session.One($"New-InviteApiKey example.com CI -Database 'prosody:{_file}'").Text("Key");
        string token = Session.One($"New-Invite example.com -Database 'prosody:{_file}' -Note hello").Text("Token");
        string ours = Path.Combine(Session.Folder, "ours.db");
        string data = Path.Combine(Session.Folder, "data.jsonl");
        AssertTook("1 0 1 0", $"Import-InviteData -From 'prosody:{_file}' -Database '{ours}'");
        AssertTook("0 1 0 1", $"Import-InviteData -From 'prosody:{_file}' -Database '{ours}'");
        Assert.Equal("hello", Session.One($"Get-Invite -Token {token} -Database '{ours}'").Text("Note"));

        Assert.Equal(data, Session.One($"Export-InviteData example.com -Path '{data}' -Database '{ours}'").Text("FullName"));
        Assert.DoesNotContain(text.Split('/')[1], File.ReadAllText(data), StringComparison.Ordinal);
        AssertTook("1 0 1 0", $"[System.IO.FileInfo]::new('{data}') | Import-InviteData -Database '{Path.Combine(Session.Folder, "third.db")}'");
        AssertTook("0 1 0 1", $"Import-InviteData -Path '{data}' -Database '{ours}'");

        string other = Path.Combine(Session.Folder, "other.sqlite");
        Make(other);
        ScriptResult back = Session.Try($"Import-InviteData -From '{ours}' -Database 'prosody:{other}'");
        back.Reported("Import-InviteData", "InviteApiKeyHashOnly", ErrorCategory.InvalidOperation, text.Split('/')[0]);
        Assert.Equal(1, Assert.Single(back.Output).Get("InvitesAdded"));
    }

    [Fact]
    public void Configuration_WithProsodysStorage_IsCheckedFromTheFileAlone()
    {
        string file = Path.Combine(Session.Folder, "checked.sqlite");
        Make(file);
        Assert.DoesNotContain(Check("example.com"), line => line.StartsWith("Error", StringComparison.Ordinal));
        Assert.Contains("nowhere.example", string.Join('\n', Check("nowhere.example")), StringComparison.Ordinal);
        Assert.Equal(0L, ForeignSqlite.Ask(file, "SELECT count(*) FROM sqlite_schema WHERE name LIKE 'invitesapi%'"));
        ForeignSqlite.Ask(file, "DROP TABLE prosody; CREATE TABLE other (a)");
        Assert.Contains(Check("example.com"), line => line.StartsWith("Error", StringComparison.Ordinal));

        IReadOnlyList<string> Check(string host)
        {
            string settings = Path.Combine(Session.Folder, "server.json");
            File.WriteAllText(settings, $$"""{ "virtualHosts": "{{host}}", "ports": 0, "database": "prosody:{{file}}" }""");
            return [.. Session.Texts($"Test-InviteApiConfiguration '{settings}' | ForEach-Object {{ \"$($_.Severity) $($_.Message)\" }}")];
        }
    }

    [Fact]
    public void Import_OfALineOfSomethingElse_IsAnErrorAndTheRestIsTaken()
    {
        string text = Path.Combine(Session.Folder, "text.jsonl");
        File.WriteAllText(text, """
            hello
            {"type":"invite","host":"example.com","token":"good","kind":"account"}
            """);
        ScriptResult import = Session.Try($"Import-InviteData -Path '{text}' -Database '{Path.Combine(Session.Folder, "lines.db")}'");
        import.Reported("Import-InviteData", "InviteDataInvalid", ErrorCategory.InvalidData, text);
        Assert.Equal((1, 1), ((int)import.Output[0].Get("InvitesAdded")!, (int)import.Output[0].Get("NotTaken")!));
    }

    [Fact]
    public void Import_OfWhatIsNotThere_EndsAndMakesNothing()
    {
        string text = Path.Combine(Session.Folder, "text.jsonl");
        Session.Try($"Import-InviteData -Path '{text}'").Ended("Import-InviteData", "InviteDataInvalid", ErrorCategory.InvalidData, text);
        string missing = Path.Combine(Session.Folder, "missing.db");
        Session.Try($"Import-InviteData -From '{missing}'").Ended("Import-InviteData", "DatabaseUnavailable", ErrorCategory.OpenError, missing);
        Assert.False(File.Exists(missing));
    }

    [Fact]
    public void Export_ToAFileThatIsThere_ReplacesItUnlessNoClobber()
    {
        string data = Path.Combine(Session.Folder, "data.jsonl");
        File.WriteAllText(data, "old");
        Session.Try($"Export-InviteData -Path '{data}' -NoClobber").Ended("Export-InviteData", "FileExists", ErrorCategory.ResourceExists, data);
        Session.Run($"Export-InviteData -Path '{data}' -WhatIf");
        Assert.Equal("old", File.ReadAllText(data));
        Session.Run($"Export-InviteData -Path '{data}'");
        Assert.Empty(File.ReadAllText(data));
    }

    private static void Make(string path) => ForeignSqlite.Ask(path, """
        CREATE TABLE prosody (host TEXT NOT NULL, user TEXT NOT NULL, store TEXT NOT NULL, key TEXT NOT NULL, type TEXT NOT NULL,
                              value TEXT NOT NULL);
        CREATE INDEX prosody_index ON prosody (host, user, store, key);
        INSERT INTO prosody VALUES ('example.com', 'romeo', 'accounts', 'iteration_count', 'number', '10000');
        """);

    private void AssertTook(string counts, string script) => Assert.Equal(
        [counts],
        Session.Texts($"{script} | ForEach-Object {{ \"$($_.KeysAdded) $($_.KeysPresent) $($_.InvitesAdded) $($_.InvitesPresent)\" }}"));
}
