using System.Net;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Hosting.Logging;
using InvitesApi.Server.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace InvitesApi.Server.Tests.Logging;

public sealed class AccessLogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(Sample.Moment);

    private string Path => _folder["access.log"];

    [Fact]
    public async Task Add_Requests_AreWrittenInOrder()
    {
        await using (var log = new AccessLog(Path, TimeProvider.System, new RecordingLogger()))
        {
            for (int i = 0; i < 1_000; i++)
            {
                log.Add(Request($"/{i}"));
            }
        }

        Assert.Equal(Enumerable.Range(0, 1_000).Select(i => $"/{i}"), File.ReadLines(Path).Select(Target));
    }

    [Fact]
    public async Task Add_FileThatIsThere_IsWrittenOn()
    {
        await File.WriteAllTextAsync(Path, "before\n", TestContext.Current.CancellationToken);
        await using (var log = new AccessLog(Path, TimeProvider.System, new RecordingLogger()))
        {
            log.Add(Request("/after"));
        }

        string[] lines = await File.ReadAllLinesAsync(Path, TestContext.Current.CancellationToken);
        Assert.Equal(("before", "/after"), (lines[0], Target(lines[1])));
    }

    [Fact]
    public void Append_ByTwoServers_LosesNoLine()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Linux alone appends with the calls that .NET writes with.");
        const int Lines = 5_000;
        Parallel.For(0, 2, server =>
        {
            using var file = new AccessLogFile(Path, TimeProvider.System);
            for (int i = 0; i < Lines; i++)
            {
                file.Append(System.Text.Encoding.ASCII.GetBytes($"{server} {i}\n"));
            }
        });
        Assert.Equal(
            Enumerable.Range(0, 2).SelectMany(server => Enumerable.Range(0, Lines).Select(i => $"{server} {i}")).Order(StringComparer.Ordinal),
            File.ReadLines(Path).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Append_AfterRename_GoesToANewFile(bool created)
    {
        using var file = new AccessLogFile(Path, _time);
        file.Append("one\n"u8);
        File.Move(Path, Path + ".1");
        if (created)
        {
            File.WriteAllText(Path, string.Empty);
        }

        _time.Advance(TimeSpan.FromSeconds(1));
        file.Append("two\n"u8);
        Assert.Equal(("one\n", "two\n"), (File.ReadAllText(Path + ".1"), File.ReadAllText(Path)));
    }

    [Fact]
    public void Append_AfterTruncation_BeginsAtTheNewEnd()
    {
        using var file = new AccessLogFile(Path, _time);
        file.Append("one\n"u8);
        using (var truncated = new FileStream(Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            truncated.SetLength(0);
        }

        file.Append("two\n"u8);
        Assert.Equal("two\n", File.ReadAllText(Path));
    }

    [Fact]
    public void Append_FolderGoneWithTheFile_FailsAndWorksAgainWhenItIsBack()
    {
        string folder = _folder["logs"];
        Directory.CreateDirectory(folder);
        string path = System.IO.Path.Combine(folder, "access.log");
        using var file = new AccessLogFile(path, _time);
        Directory.Delete(folder, recursive: true);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.ThrowsAny<IOException>(() => file.Append("one\n"u8));
        Directory.CreateDirectory(folder);
        _time.Advance(TimeSpan.FromSeconds(1));
        file.Append("two\n"u8);
        Assert.Equal("two\n", File.ReadAllText(path));
    }

    [Fact]
    public async Task Add_FullDisk_IsSaidOnceAndNeverThrows()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "There is no /dev/full.");
        var said = new RecordingLogger();
        await using (var log = new AccessLog("/dev/full", TimeProvider.System, said))
        {
            for (int i = 0; i < 5_000; i++)
            {
                log.Add(Request($"/{i}"));
            }
        }

        Assert.Contains("'/dev/full' can't be written", Assert.Single(said.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void New_PathThatCannotBeWritten_IsAFault()
    {
        InviteException fault = Assert.Throws<InviteException>(() => new AccessLogFile(_folder["none/access.log"], _time));
        Assert.Equal((InviteFault.AccessLogUnavailable, _folder["none/access.log"]), (fault.Fault, fault.Target));
        Assert.Equal(
            InviteFault.AccessLogUnavailable, Assert.Throws<InviteException>(() => new AccessLogFile(_folder.Path, _time)).Fault);
    }

    [Fact]
    public void New_File_IsNotReadableForOthers()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // it has no modes
        }

        using var file = new AccessLogFile(Path, _time);
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Path) & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite));
    }

    [Fact]
    public async Task Add_ManyRequests_AllocatesNothingOnTheRequestsThread()
    {
        await using var log = new AccessLog(Path, TimeProvider.System, new RecordingLogger());
        AccessLogEntry entry = Request("/");
        for (int i = 0; i < 20_000; i++)
        {
            log.Add(entry); // the queue grows to its full size once
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++)
        {
            log.Add(entry);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000); // the waiting reader is woken now and then
    }

    public void Dispose() => _folder.Dispose();

    private static AccessLogEntry Request(string target) =>
        new(Sample.Moment, IPAddress.Loopback, "GET", target, "HTTP/1.1", 200, 5, null, "test");

    private static string Target(string line) => line.Split('"')[1].Split(' ')[1];
}
