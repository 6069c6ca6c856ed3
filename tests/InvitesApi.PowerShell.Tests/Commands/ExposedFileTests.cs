using System.Runtime.Versioning;

namespace InvitesApi.PowerShell.Tests;

/// <summary>Cmdlets warn of files that others can open, and name the fix.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ExposedFileTests : SessionTests
{
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead;

    [Theory]
    [InlineData("Get-InviteApiKey")]
    [InlineData("New-InviteApiKey example.com")]
    [InlineData("'a.example', 'b.example' | ForEach-Object { [pscustomobject]@{ VirtualHost = $_ } } | New-Invite")]
    [InlineData("Start-InviteApiServer example.com | Stop-InviteApiServer")]
    public void Database_ThatOthersCanRead_IsWarnedOfOnce(string script)
    {
        NewKey();
        Assert.Empty(Session.Try(script).Warnings);
        File.SetUnixFileMode(Session.Database, Readable);
        string warning = Assert.Single(Session.Try(script).Warnings);
        Assert.EndsWith($"Run: chmod 600 '{Session.Database}'", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void ConfigurationFile_ThatOthersCanChange_IsWarnedOf()
    {
        string file = Path.Combine(Session.Folder, "server.json");
        File.WriteAllText(file, "{ \"virtualHosts\": \"example.com\" }");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherWrite);
        string warning = Assert.Single(Session.Try($"Start-InviteApiServer -ConfigurationFile '{file}' | Stop-InviteApiServer").Warnings);
        Assert.EndsWith($"Run: chmod go-w '{file}'", warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("New-Invite example.com | Export-InviteQrCode -Path 'FILE.svg'")]
    [InlineData("New-Invite example.com | Export-InviteSheet -Path 'FILE.svg'")]
    [InlineData("New-Invite example.com | Export-InviteData -Path 'FILE.svg'")]
    [InlineData("$null = New-Invite example.com; Backup-InviteDatabase -Path 'FILE.svg' -Force")]
    public void Files_WithInvites_AreOfTheirOwnerAloneAndTakeTheNameOfNoOther(string script)
    {
        string folder = Directory.CreateDirectory(Path.Combine(Session.Folder, "out")).FullName;
        string file = Path.Combine(folder, "file.svg");
        File.WriteAllText(file, "before");
        File.SetUnixFileMode(file, Readable);
        File.WriteAllText(file + ".new", "the user's");
        Session.Run(script.Replace("FILE.svg", file, StringComparison.Ordinal));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.NotEqual("before", File.ReadAllText(file));
        Assert.Equal("the user's", File.ReadAllText(file + ".new"));
        Assert.Equal(2, Directory.GetFiles(folder).Length);
    }

    [Fact]
    public void File_ThatIsALink_IsWrittenWhereItLeads()
    {
        string file = Path.Combine(Session.Folder, "file.svg");
        string link = Path.Combine(Session.Folder, "link.svg");
        File.WriteAllText(file, "before");
        File.CreateSymbolicLink(link, file);
        Session.Run($"New-Invite example.com | Export-InviteQrCode -Path '{link}'");
        Assert.StartsWith("<svg", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.NotNull(new FileInfo(link).LinkTarget);
        Assert.Empty(Session.Try("New-Invite example.com | Export-InviteData -Path /dev/null").Warnings);
    }

    [Fact]
    public void Runspace_WhoseServerHasStopped_KeepsItNoLonger()
    {
        int before = Handlers();
        Session.Run("$server = Start-InviteApiServer example.com");
        Assert.Equal(before + 1, Handlers());
        Session.Run("$server | Stop-InviteApiServer");
        Assert.Equal(before, Handlers());
    }

    // Nothing public counts them.
    private int Handlers()
    {
        for (Type? type = Session.Runspace.GetType(); type is not null; type = type.BaseType)
        {
            if (type.GetField("StateChanged", System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic) is { } field)
            {
                return (field.GetValue(Session.Runspace) as Delegate)?.GetInvocationList().Length ?? 0;
            }
        }

        throw new InvalidOperationException("The engine keeps its handlers elsewhere.");
    }
}
