namespace InvitesApi.PowerShell.Tests;

/// <summary>Where a database is: the parameter, the environment, the user's data folder.</summary>
[Collection(nameof(WholeProcess))]
public sealed class DatabaseLocationTests : SessionTests
{
    private const string Variable = "INVITES_API_DATABASE";

    public DatabaseLocationTests() => Session.Run("$PSDefaultParameterValues.Remove('*-Invite*:Database')");

    [Theory]
    [InlineData("relative.db")]
    [InlineData("./relative.db")]
    [InlineData("sub/folder/relative.db")]
    [InlineData("../relative.db")]
    public void Database_Relative_IsOfTheSessionsLocation(string path)
    {
        string here = Directory.CreateDirectory(Path.Combine(Session.Folder, "here")).FullName;
        Session.MoveTo(here);
        string expected = Path.GetFullPath(path, here);
        Assert.Equal(expected, Session.One($"New-InviteApiKey example.com -Database {path}").Text("Database"));
        Assert.True(File.Exists(expected));
        Assert.Equal(expected, Session.One($"Start-InviteApiServer example.com -Database {path}").Text("Database"));
        Assert.Single(Session.Complete($"Get-InviteApiKey -Database '{path}' ex"));
    }

    [Fact]
    public void Environment_NamesTheDatabase()
    {
        Environment.SetEnvironmentVariable(Variable, Session.Database);
        Assert.Equal(Session.Database, Session.One("New-InviteApiKey example.com").Text("Database"));
        Assert.Equal(["example.com"], Session.Complete("Get-InviteApiKey ex"));

        Session.MoveTo(Session.Folder);
        Session.Run("$env:INVITES_API_DATABASE = 'of-the-session.db'");
        Assert.Equal(Path.Combine(Session.Folder, "of-the-session.db"), Session.One("New-InviteApiKey example.org").Text("Database"));

        string other = Path.Combine(Session.Folder, "parameter.db");
        Assert.Equal(other, Session.One($"New-InviteApiKey example.org -Database '{other}'").Text("Database"));
    }

    [Fact]
    public void Default_IsInTheUsersDataFolder()
    {
        // WhatIf says where it would be; nobody's real database is touched.
        Session.Run("New-InviteApiKey example.com -WhatIf");
        string folder = Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        Assert.Contains(Path.Combine(folder, "InvitesApi", "invites.db"), Session.Host.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_FromAPipeline_AreFoundInTheirOwnDatabase()
    {
        string a = Path.Combine(Session.Folder, "a.db");
        string b = Path.Combine(Session.Folder, "b.db");
        Session.Run($"'{a}', '{b}' | ForEach-Object {{ $null = New-InviteApiKey example.com -Database $_ }}");
        Session.Run($"Get-InviteApiKey -Database '{a}' | Remove-InviteApiKey");
        Assert.Empty(Session.Run($"Get-InviteApiKey -Database '{a}'"));
        Assert.Single(Session.Run($"Get-InviteApiKey -Database '{b}'"));
    }

    [Fact]
    public void Database_New_IsItsOwnersAlone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        string path = Path.Combine(Session.Folder, "new", "folder", "invites.db");
        Session.Run($"$null = New-InviteApiKey example.com -Database '{path}'");
#pragma warning disable CA1416 // not on Windows
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(Path.GetDirectoryName(path)!));
#pragma warning restore CA1416
    }

    protected override void Dispose(bool disposing)
    {
        Environment.SetEnvironmentVariable(Variable, null);
        base.Dispose(disposing);
    }
}
