using System.Diagnostics;

namespace InvitesApi.Server.Tests.Fuzzing;

/// <summary>The fuzzing program, for a moment: docs/fuzzing.md tells how it is run for long.</summary>
public sealed class FuzzingTests(ITestOutputHelper output)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task Replay_KeptInputs_BreakNoPromise() => RunAsync("replay");

    [Fact]
    public Task Socket_ChangedRequests_AreHarmless() => RunAsync("socket", "20000");

    private async Task RunAsync(params string[] arguments)
    {
        // It is built beside these tests, in the same configuration.
        string configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        string program = Path.Combine(
            AppContext.BaseDirectory, "..", "..", "InvitesApi.Fuzzing", configuration, "InvitesApi.Fuzzing" + (OperatingSystem.IsWindows() ? ".exe" : ""));
        using Process process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            Task<string> complaints = process.StandardError.ReadToEndAsync(Cancellation);
            string said = await process.StandardOutput.ReadToEndAsync(Cancellation) + await complaints;
            await process.WaitForExitAsync(Cancellation);
            output.WriteLine(said);
            Assert.True(process.ExitCode == 0, said);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }
}
