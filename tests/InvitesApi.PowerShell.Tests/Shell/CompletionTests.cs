namespace InvitesApi.PowerShell.Tests;

/// <summary>What Tab offers.</summary>
public sealed class CompletionTests : SessionTests
{
    /// <summary>The parameters that are completed from the database, of whichever cmdlet.</summary>
    public static TheoryData<string, string> FromTheDatabase => new(
        from cmdlet in ModuleCmdlets.All
        where cmdlet.Parameters.ContainsKey("Database")
        from parameter in cmdlet.OwnParameters()
        where parameter.Attributes.Any(attribute => attribute is System.Management.Automation.ArgumentCompleterAttribute)
        select (cmdlet.Name, parameter.Name));

    [Fact]
    public void Host_IsOneThatHasKeys()
    {
        Session.Run("'b.example', 'a.example', 'a.example', 'bücher.example' | ForEach-Object { $null = New-InviteApiKey $_ }");
        foreach (string cmdlet in ModuleCmdlets.NamesWithVirtualHost.Select(row => row.Data))
        {
            if (!ModuleCmdlets.Get(cmdlet).Parameters.ContainsKey("Database"))
            {
                continue; // it is about a server that runs
            }

            string line = $"{cmdlet} -Database '{Session.Database}' -VirtualHost ";
            Assert.Equal(["a.example", "b.example", "'bücher.example'"], Session.Complete(line));
            Assert.Equal(["b.example", "'bücher.example'"], Session.Complete(line + "B"));
            Assert.Equal(["a.example"], Session.Complete(line + "'a"));
        }
    }

    [Fact]
    public void Id_IsOfTheHostThatWasTyped()
    {
        string a = NewKey("a.example").Id;
        string b = NewKey("b.example").Id;
        Assert.Equal([a], Session.Complete($"Remove-InviteApiKey -Database '{Session.Database}' a.example "));
        Assert.Equal([b], Session.Complete($"Remove-InviteApiKey -Database '{Session.Database}' -Domain B.Example -Id "));
        Assert.Equal([a], Session.Complete($"Get-InviteApiKey -Database '{Session.Database}' -Id {a[..6]}"));
        Assert.Equal(
            new[] { a, b }.Order(StringComparer.OrdinalIgnoreCase),
            Session.Complete($"Get-InviteApiKey -Database '{Session.Database}' a.example, b.example -Id "));
    }

    [Fact]
    public void Id_ThatBeginsWithADash_IsQuoted()
    {
        Session.Run("$null = New-InviteApiKey example.com -Key '-dashed-id/73UUylA-2ZJbu9x1XMATuIbjWpip8ow1'");
        Assert.Equal(["'-dashed-id'"], Session.Complete($"Remove-InviteApiKey -Database '{Session.Database}' example.com "));
    }

    [Fact]
    public void Name_IsQuotedWhereItMustBe()
    {
        Session.Run("'plain', 'My test key', 'it''s', '' | ForEach-Object { $null = New-InviteApiKey example.com $_ }");
        string line = $"Get-InviteApiKey -Database '{Session.Database}' -Name ";
        Assert.Equal(["'it''s'", "'My test key'", "plain"], Session.Complete(line));
        Assert.Equal(["'My test key'"], Session.Complete(line + "my"));
        Assert.Empty(Session.Complete(line + "nothing-"));
    }

    [Fact]
    public void Database_InAVariable_IsLookedInto()
    {
        NewKey();
        Assert.Equal(["example.com"], Session.Complete("Get-InviteApiKey -Database $database -VirtualHost "));
    }

    [Fact]
    public void Interface_IsOneOfThisMachine()
    {
        IReadOnlyList<string> offered = Session.Complete("Start-InviteApiServer example.com -Interface ");
        Assert.Equal(["localhost", "*"], offered.Take(2));
        Assert.Contains("127.0.0.1", offered);
        Assert.Equal(["localhost"], Session.Complete("Start-InviteApiServer example.com -Interface LOC"));
    }

    [Fact]
    public void InvitePage_IsATemplate()
    {
        Assert.Equal(
            ["'/invites_page?{invite.token}'", "'/invite/{invite.token}/'", "auto", "none"],
            Session.Complete("Start-InviteApiServer example.com -InvitePage "));
        foreach (string template in Session.Complete("Start-InviteApiServer example.com -InvitePage "))
        {
            Session.Run($"Start-InviteApiServer example.com -InvitePage {template} | Stop-InviteApiServer");
        }
    }

    [Theory]
    [MemberData(nameof(FromTheDatabase))]
    public void Database_ThatIsMissingOrUnusable_OffersNothingAndStaysAsItIs(string cmdlet, string parameter)
    {
        string text = Path.Combine(Session.Folder, "text.db");
        File.WriteAllText(text, "This is no database.");
        foreach (string location in (string[])[Session.Database, text, Session.Folder, "mysql://x/y", "nodrive:x", "a*b?", "~nobody/[x"])
        {
            Session.Complete($"{cmdlet} -Database '{location}' -{parameter} ");
            Session.Complete($"{cmdlet} -Database '{location}' -{parameter} 'x");
        }

        Assert.Equal([text], Directory.EnumerateFileSystemEntries(Session.Folder));
        Assert.Equal("This is no database.", File.ReadAllText(text));
        Assert.Equal(["0"], Session.Texts("$Error.Count"));
    }
}
