using System.Diagnostics;

namespace InvitesApi.Server.Tests.Support;

/// <summary>Reads QR codes: zbarimg, of Debian's package zbar-tools.</summary>
internal static class Zbar
{
    /// <summary>The text of the one code in an image.</summary>
    /// <param name="image">A PNG image.</param>
    public static async Task<string> ReadAsync(byte[] image)
    {
        Debian.Require("zbar-tools");
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder["code.png"], image, TestContext.Current.CancellationToken);
        using Process zbar = Process.Start(new ProcessStartInfo("zbarimg", ["--quiet", "--raw", folder["code.png"]])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        string text = await zbar.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await zbar.WaitForExitAsync(TestContext.Current.CancellationToken);
        return text.TrimEnd('\n');
    }
}
