using System.Diagnostics;
using System.Management.Automation;
using System.Text;

namespace InvitesApi.PowerShell.Tests;

/// <summary><c>Show-InviteQrCode</c> and <c>Export-InviteQrCode</c>, read back by zbarimg (Debian's zbar-tools).</summary>
public sealed class InviteQrCodeTests : SessionTests
{
    [Fact]
    public async Task Show_ReadByACamera_IsTheLinkBelow()
    {
        IReadOnlyList<string> lines = Session.Texts("$made = New-Invite example.com; $made | Show-InviteQrCode");
        Assert.All(lines.SkipLast(1), line => Assert.Matches("^\u001b\\[30;107m[ █▀▄]+\u001b\\[0m$", line));
        string image = Path.Combine(Session.Folder, "terminal.pgm");
        await File.WriteAllBytesAsync(image, Picture(lines.SkipLast(1)), TestContext.Current.CancellationToken);
        Assert.Equal(Session.One("$made").Text("Uri"), lines[^1]);
        Assert.Equal(lines[^1], await ReadAsync(image));
    }

    [Fact]
    public async Task Export_Png_IsReadAsTheLink()
    {
        var file = (FileInfo)Session.One($"$made = New-Invite example.com; $made | Export-InviteQrCode -Path '{Session.Folder}/a.png'").BaseObject;
        Assert.Equal(Session.One("$made").Text("Uri"), await ReadAsync(file.FullName));
    }

    [Fact]
    public void Export_Svg_IsAnSvg()
    {
        Session.MoveTo(Session.Folder);
        var file = (FileInfo)Session.One("New-Invite example.com | Export-InviteQrCode -Path a.SVG -Content Uri").BaseObject;
        Assert.Equal(Session.Folder, file.DirectoryName);
        Assert.StartsWith("<svg xmlns=\"http://www.w3.org/2000/svg\"", File.ReadAllText(file.FullName), StringComparison.Ordinal);
    }

    [Fact]
    public void Page_OfAHostThatNobodyServes_IsNotKnown() => Session
        .Try("New-Invite example.com | Show-InviteQrCode -Content Page")
        .Reported("Show-InviteQrCode", "InvitePageUnknown", ErrorCategory.ObjectNotFound, "example.com");

    [Fact]
    public void Page_OfAHostThatWasServed_IsWhatIsDrawn()
    {
        Session.Run("Start-InviteApiServer example.com -ExternalUri https://example.com/xmpp | Stop-InviteApiServer");
        PSObject made = Session.One("$made = New-Invite example.com; $made");
        Assert.Equal($"https://example.com/xmpp/invites_page?{made.Text("Token")}", made.Text("Page"));
        Assert.Equal(made.Text("Page"), Session.Texts("$made | Show-InviteQrCode")[^1]);
    }

    [Fact]
    public void Export_ToAFileThatIsThere_ReplacesItUnlessToldNotTo()
    {
        string path = Path.Combine(Session.Folder, "a.svg");
        File.WriteAllText(path, "before");
        Session.Try($"New-Invite example.com | Export-InviteQrCode -Path '{path}' -NoClobber")
            .Ended("Export-InviteQrCode", "FileExists", ErrorCategory.ResourceExists, path);
        Session.Run($"New-Invite example.com | Export-InviteQrCode -Path '{path}' -WhatIf");
        Assert.Equal("before", File.ReadAllText(path));
        Session.Run($"New-Invite example.com | Export-InviteQrCode -Path '{path}'");
        Assert.NotEqual("before", File.ReadAllText(path));
    }

    [Theory]
    [InlineData("nowhere/a.svg", 1, "FileNotWritten", ErrorCategory.WriteError)]
    [InlineData("a.svg", 2, "OneFileForManyInvites", ErrorCategory.InvalidOperation)]
    public void Export_WhatCannotBeDone_EndsTheCmdlet(string name, int count, string id, ErrorCategory category)
    {
        Session.MoveTo(Session.Folder);
        ErrorRecord error = Session.Try($"New-Invite example.com -Count {count} | Export-InviteQrCode -Path {name}").Error;
        Assert.Equal(($"{id},InvitesApi.PowerShell.Commands.ExportInviteQrCodeCommand", category), (error.FullyQualifiedErrorId, error.CategoryInfo.Category));
    }

    [Fact]
    public void Export_ToAnotherKindOfFile_IsRefused() =>
        Session.Try("New-Invite example.com | Export-InviteQrCode -Path a.gif").RefusedArgument("Export-InviteQrCode");

    // Each half block is a module, six pixels wide.
    private static byte[] Picture(IEnumerable<string> lines)
    {
        const int Scale = 6;
        string[] rows = [.. lines
            .Select(line => line["\u001b[30;107m".Length..^"\u001b[0m".Length])
            .SelectMany(line => new[] { Dark(line, '▀'), Dark(line, '▄') })];
        byte[] header = Encoding.ASCII.GetBytes($"P5 {rows[0].Length * Scale} {rows.Length * Scale} 255\n");
        return [.. header, .. rows.SelectMany(row => Enumerable.Repeat(row.SelectMany(dot => Enumerable.Repeat(dot == '#' ? (byte)0 : (byte)255, Scale)).ToArray(), Scale)).SelectMany(line => line)];
    }

    private static string Dark(string line, char half) => string.Concat(line.Select(c => c == '█' || c == half ? '#' : '.'));

    private static async Task<string> ReadAsync(string image)
    {
        using Process reader = Process.Start(new ProcessStartInfo("zbarimg", ["--quiet", "--raw", image])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        string text = await reader.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await reader.WaitForExitAsync(TestContext.Current.CancellationToken);
        return text.Trim();
    }
}
