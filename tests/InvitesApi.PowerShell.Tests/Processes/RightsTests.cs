namespace InvitesApi.PowerShell.Tests;

/// <summary>Files that may not be read or written, by a process that has no rights beyond those of the files' owner.</summary>
public sealed class RightsTests : IDisposable
{
    private const UnixFileMode ReadOnly = UnixFileMode.UserRead;
    private const UnixFileMode ReadOnlyFolder = UnixFileMode.UserRead | UnixFileMode.UserExecute;
    private const UnixFileMode All = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string _folder = Directory.CreateTempSubdirectory("invites-api-test-").FullName;

    public RightsTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");

    private string Database => Path.Combine(_folder, "invites.db");

    [Theory]
    [InlineData("New-InviteApiKey example.com")]
    [InlineData("Get-InviteApiKey")]
    [InlineData("Start-InviteApiServer example.com -Port 0")]
    public async Task Database_Unreadable_IsUnavailable(string call)
    {
        await MakeAsync();
        Change(Database, UnixFileMode.None);
        Assert.Equal($"DatabaseUnavailable OpenError {Database}", await ErrorOfAsync(call));
    }

    [Theory]
    [InlineData("New-InviteApiKey example.com")]
    [InlineData("Get-InviteApiKey | Remove-InviteApiKey")]
    public async Task Database_ReadOnly_IsNotWritten(string call)
    {
        await MakeAsync();
        byte[] before = await File.ReadAllBytesAsync(Database, TestContext.Current.CancellationToken);
        Change(Database, ReadOnly);
        Assert.Equal($"DatabaseReadOnly PermissionDenied {Database}", await ErrorOfAsync(call));
        Assert.Equal(before, await File.ReadAllBytesAsync(Database, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Database_InAReadOnlyFolder_CannotBeMade()
    {
        Change(_folder, ReadOnlyFolder);
        Assert.Equal($"DatabaseUnavailable OpenError {Database}", await ErrorOfAsync("New-InviteApiKey example.com"));
        Assert.Empty(Directory.EnumerateFiles(_folder));
    }

    [Fact]
    public async Task Database_InAFolderThatMayNotBeEntered_IsUnavailable()
    {
        await MakeAsync();
        Change(_folder, UnixFileMode.None);
        Assert.Equal($"DatabaseUnavailable OpenError {Database}", await ErrorOfAsync("Get-InviteApiKey"));
    }

    public void Dispose()
    {
        Change(_folder, All);
        Directory.Delete(_folder, recursive: true);
    }

    private static void Change(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }

    private async Task MakeAsync() => Assert.Equal(
        0, (await HostProcess.RunAsync("-Command", $"$null = New-InviteApiKey example.com -Database '{Database}'")).ExitCode);

    private async Task<string> ErrorOfAsync(string call)
    {
        HostResult result = await HostProcess.RunWithoutPrivilegesAsync(
            "-Command",
            $"$PSDefaultParameterValues['*-Invite*:Database'] = '{Database}'; try {{ $null = {call} }} "
            + "catch { \"$($_.FullyQualifiedErrorId.Split(',')[0]) $($_.CategoryInfo.Category) $($_.TargetObject)\" }");
        Assert.Equal(string.Empty, result.Errors);
        return result.Output.Trim();
    }
}
