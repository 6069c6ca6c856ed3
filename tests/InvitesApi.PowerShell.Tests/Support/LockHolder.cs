using System.Diagnostics;

namespace InvitesApi.PowerShell.Tests;

/// <summary>
/// Another process that holds the write lock of a database, as SQLite's locks are of processes and not seen within one: byte 120 of the file with the
/// WAL-index (sqlite.org/walformat.html §2.3.1).
/// </summary>
internal sealed class LockHolder : IDisposable
{
    private const string Script = """
        use Fcntl;
        open(my $file, "+>>", $ARGV[0]) or die $!;
        my $lock = pack("s s x4 q q i x4", F_WRLCK, 0, 120, 1, 0);
        fcntl($file, F_SETLK, $lock) or die $!;
        $| = 1; print "held\n"; <STDIN>;
        """;

    private readonly Process _process;

    public LockHolder(string database)
    {
        if (!OperatingSystem.IsLinux() || !Environment.Is64BitProcess)
        {
            Assert.Skip("The lock is made as 64-bit Linux makes it.");
        }

        _process = Process.Start(new ProcessStartInfo("perl", ["-e", Script, database + "-shm"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        Assert.Equal("held", _process.StandardOutput.ReadLine());
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
