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
