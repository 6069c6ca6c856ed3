namespace InvitesApi.Server.Tests.Support;

/// <summary>Programs that tests use and that come from Debian's packages; .ci/packages installs them.</summary>
internal static class Debian
{
    /// <summary>Skips the test, and says so, on systems that have no such package. On Linux a missing one is a failure.</summary>
    /// <param name="package">The package.</param>
    public static void Require(string package)
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip($"The package {package} of Debian is for Linux only.");
        }
    }
}
