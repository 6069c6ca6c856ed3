using InvitesApi.Server.Tests.Support;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace InvitesApi.Server.Tests;

/// <summary>
/// Runs the tests as xunit's own entry point would; called with the word <see cref="PeerProcess.Word"/>, it is the other process of a test
/// about two of them.
/// </summary>
internal static class Program
{
    public static Task<int> Main(string[] args) => args switch
    {
        [PeerProcess.Word, ..] => PeerRoles.RunAsync(args[1..]),
        _ when args.Contains("--server", StringComparer.Ordinal) =>
            TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
        _ => ConsoleRunner.Run(args),
    };
}
