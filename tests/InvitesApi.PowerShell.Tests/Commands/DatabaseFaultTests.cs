using System.Management.Automation;

namespace InvitesApi.PowerShell.Tests;

/// <summary>Databases that can't be used, given to every cmdlet that takes one. What was there stays as it is.</summary>
public sealed class DatabaseFaultTests : SessionTests
{
    private string Somewhere => Path.Combine(Session.Folder, "some.db");

    [Theory]
    [MemberData(nameof(ModuleCmdlets.NamesWithDatabase), MemberType = typeof(ModuleCmdlets))]
    public void Database_ThatIsAFolder_IsUnavailable(string cmdlet) =>
        Ended(cmdlet, "DatabaseUnavailable", ErrorCategory.OpenError, Session.Folder);

    [Theory]
    [MemberData(nameof(ModuleCmdlets.NamesWithDatabase), MemberType = typeof(ModuleCmdlets))]
    public void Database_BelowAFile_IsUnavailable(string cmdlet)
    {
        File.WriteAllText(Somewhere, "text");
        Ended(cmdlet, "DatabaseUnavailable", ErrorCategory.OpenError, Path.Combine(Somewhere, "invites.db"));
    }

    [Theory]
    [MemberData(nameof(ModuleCmdlets.NamesWithDatabase), MemberType = typeof(ModuleCmdlets))]
    public void Database_ThatIsText_IsForeign(string cmdlet)
    {
        File.WriteAllText(Somewhere, string.Concat(Enumerable.Repeat("This is no database, but a text of some length. ", 40)));
        EndedAndUntouched(cmdlet, "DatabaseForeign");
    }

    [Theory]
    [MemberData(nameof(ModuleCmdlets.NamesWithDatabase), MemberType = typeof(ModuleCmdlets))]
    public void Database_OfAnotherProgram_IsForeign(string cmdlet)
    {
        ForeignSqlite.Ask(Somewhere, "CREATE TABLE other (id INTEGER)");
        EndedAndUntouched(cmdlet, "DatabaseForeign");
    }

    [Theory]
    [MemberData(nameof(ModuleCmdlets.NamesWithDatabase), MemberType = typeof(ModuleCmdlets))]
    public void Database_OfANewerVersion_IsRefused(string cmdlet)
    {
        Session.Run($"$null = New-InviteApiKey example.com -Database '{Somewhere}'");
        ForeignSqlite.Ask(Somewhere, "PRAGMA user_version = 1000");
        EndedAndUntouched(cmdlet, "DatabaseTooNew");
    }

    [Theory]
    [MemberData(nameof(ModuleCmdlets.NamesWithDatabase), MemberType = typeof(ModuleCmdlets))]
    public void Database_ThatIsNoFile_IsRefused(string cmdlet)
    {
        foreach (string location in (string[])["mysql://localhost/x", "file:invites.db", "variable:x", "nodrive:\\x", "a\0b", " "])
        {
            Ended(cmdlet, "DatabaseLocationInvalid", ErrorCategory.InvalidArgument, location);
        }
    }

    private void EndedAndUntouched(string cmdlet, string id)
    {
        byte[] before = File.ReadAllBytes(Somewhere);
        Ended(cmdlet, id, ErrorCategory.InvalidData, Somewhere);
        Assert.Equal(before, File.ReadAllBytes(Somewhere));
        Assert.Equal([Somewhere], Directory.EnumerateFiles(Session.Folder));
    }

    private void Ended(string cmdlet, string id, ErrorCategory category, string location)
    {
        Session.Runspace.SessionStateProxy.SetVariable("location", location);
        Session.Try(ModuleCmdlets.Get(cmdlet).SampleCall() + " -Database $location").Ended(cmdlet, id, category, location);
    }
}
