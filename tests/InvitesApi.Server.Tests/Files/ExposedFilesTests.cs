using System.Runtime.Versioning;
using InvitesApi.Server.Certificates;
using InvitesApi.Server.Configuration;
using InvitesApi.Server.Files;
using InvitesApi.Server.Hosting.Logging;
using InvitesApi.Server.Hosting.Operation;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Files;

/// <summary>Files that others than their owner can open: none that we make, and a warning for those that are.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ExposedFilesTests : IDisposable
{
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Folder = Mine | UnixFileMode.UserExecute;

    private readonly TemporaryFolder _folder = new();

    private string Database => _folder["invites.db"];

    [Fact]
    public async Task Files_ThatAreMade_AreOfTheirOwnerAlone()
    {
        string database = Path.Combine(_folder.Path, "new", "invites.db");
        using IInviteDatabase open = InviteDatabase.Open(database);
        await open.TryAddKeyAsync(Sample.Key(), TestContext.Current.CancellationToken);
        Assert.Equal(Folder, File.GetUnixFileMode(Path.GetDirectoryName(database)!));
        Assert.Equal(3, Directory.GetFiles(Path.GetDirectoryName(database)!).Length); // with -wal and -shm
        Assert.All(Directory.GetFiles(Path.GetDirectoryName(database)!), file => Assert.Equal(Mine, File.GetUnixFileMode(file)));
        using var log = new AccessLogFile(_folder["access.log"], TimeProvider.System);
        Assert.Equal(Mine, File.GetUnixFileMode(_folder["access.log"]));
        Assert.Empty(ExposedFiles.OfDatabase(database));
        Assert.Empty(ExposedFiles.OfAccessLog(_folder["access.log"]));
    }

    [Theory]
    [InlineData("", UnixFileMode.GroupRead, "chmod 600 'FOLDER/it'\\''s.db'")]
    [InlineData("", UnixFileMode.OtherWrite, "chmod 600 'FOLDER/it'\\''s.db'")]
    [InlineData("-wal", UnixFileMode.OtherRead, "chmod 600 'FOLDER/it'\\''s.db-wal'")]
    [InlineData("-shm", UnixFileMode.GroupWrite, "chmod 600 'FOLDER/it'\\''s.db-shm'")]
    public void OfDatabase_FileThatOthersCanOpen_NamesTheFix(string end, UnixFileMode others, string fix)
    {
        string path = _folder["it's.db"];
        foreach (string file in new[] { path, path + "-wal", path + "-shm" })
        {
            Write(file, file == path + end ? Mine | others : Mine);
        }

        Assert.EndsWith(
            "Run: " + fix.Replace("FOLDER", _folder.Path, StringComparison.Ordinal),
            Assert.Single(ExposedFiles.OfDatabase(path)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead, false)]
    [InlineData(UnixFileMode.OtherRead, true)]
    public void OfDatabase_OfProsody_LeavesItsGroupToProsody(UnixFileMode others, bool isExposed)
    {
        Write(Database, Mine | others);
        Assert.Equal(isExposed ? 1 : 0, ExposedFiles.OfDatabase("prosody:" + Database).Count);
    }

    [Theory]
    [InlineData(UnixFileMode.OtherRead | UnixFileMode.OtherExecute, false)]
    [InlineData(UnixFileMode.OtherWrite, true)]
    [InlineData(UnixFileMode.GroupWrite, true)]
    [InlineData(UnixFileMode.OtherWrite | UnixFileMode.StickyBit, false)]
    public void OfDatabase_FolderThatOthersCanChange_NamesTheFix(UnixFileMode others, bool isExposed)
    {
        Write(Database, Mine);
        File.SetUnixFileMode(_folder.Path, Folder | others);
        Assert.Equal(
            isExposed ? [$"chmod go-w '{_folder.Path}'"] : [],
            ExposedFiles.OfDatabase(Database).Select(message => message.Split("Run: ")[1]));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead, 0)]
    [InlineData(UnixFileMode.OtherRead, 1)]
    public void OfAccessLog_ThatEverybodyCanOpen_NamesTheFix(UnixFileMode others, int count)
    {
        Write(_folder["access.log"], Mine | others);
        IReadOnlyList<string> found = ExposedFiles.OfAccessLog(_folder["access.log"]);
        Assert.Equal(count, found.Count);
        Assert.All(found, message => Assert.Contains("chmod o-rwx '", message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Server_WithExposedFiles_SaysSoInItsLog()
    {
        Write(Database, Mine | UnixFileMode.GroupRead);
        Write(_folder["access.log"], Mine | UnixFileMode.OtherRead);
        await using OperatedServer server = await OperatedServer.StartAsync(
            _folder, new OperationOptions { AccessLog = _folder["access.log"] });
        string[] log = [.. server.Log];
        Assert.Contains(log, line => line.Contains("chmod 600 ", StringComparison.Ordinal));
        Assert.Contains(log, line => line.Contains("chmod o-rwx ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead, false)]
    [InlineData(UnixFileMode.GroupWrite, true)]
    [InlineData(UnixFileMode.OtherRead, true)]
    [InlineData(UnixFileMode.OtherWrite, true)]
    public async Task PrivateKey_ThatOthersCanOpen_IsWarnedOfByItsServer(UnixFileMode others, bool isExposed)
    {
        using var authority = new TestAuthority();
        string key = _folder["example.com.key"];
        authority.WriteNew(Sample.Host, _folder["example.com.crt"], key);
        File.SetUnixFileMode(key, Mine | others);
        await using ServedApi api = await ServedApi.StartAsync(options => options.WithTls(new CertificateOptions { Path = _folder.Path }));
        string[] fixes = isExposed ? [$"chmod g-w,o-rwx '{key}'"] : [];
        Assert.Equal(fixes, api.Server.ExposedFiles.Select(message => message.Split("Run: ")[1]));
        var log = new List<string>();
        while (api.Server.Log.TryRead(out LogLine? line))
        {
            log.Add(line.Text);
        }

        Assert.Equal(isExposed, log.Any(line => line.EndsWith($"chmod g-w,o-rwx '{key}'", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Check_WithExposedFiles_Warns()
    {
        using var file = new WrittenConfiguration(
            "{ \"virtualHosts\": \"a.example\", \"ports\": 0,\n\"database\": \"a.db\",\n\"accessLog\": \"a.log\" }");
        InviteDatabase.Open(file.In("a.db")).Dispose();
        File.SetUnixFileMode(file.In("a.db"), Mine | UnixFileMode.GroupWrite);
        File.SetUnixFileMode(file.File, Mine | UnixFileMode.OtherWrite);
        file.Write("a.log", string.Empty, Mine | UnixFileMode.OtherRead);
        IReadOnlyList<ConfigurationFinding> findings = await file.CheckAsync();
        Assert.Equal(
            [("database", 2), ("accessLog", 3), (null, null)],
            findings.Select(finding => (finding.Setting, finding.Line)));
        Assert.All(findings, finding => Assert.False(finding.IsError));
        Assert.Contains("chmod go-w", findings[2].Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        File.SetUnixFileMode(_folder.Path, Folder);
        _folder.Dispose();
    }

    private static void Write(string path, UnixFileMode mode)
    {
        File.WriteAllBytes(path, []);
        File.SetUnixFileMode(path, mode);
    }
}
