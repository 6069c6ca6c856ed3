using InvitesApi.Server.Faults;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Hosting;

/// <summary>Databases that a server can't be started with: it says why, leaves them as they are, and holds no port.</summary>
public sealed class DatabaseFaultTests : IDisposable
{
    private const UnixFileMode ReadableByAll = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<Row> Files =>
    [
        new Row("a text", InviteFault.DatabaseForeign, path => File.WriteAllText(path, "Keys of the house:\nnone\n")),
        new Row("a long text", InviteFault.DatabaseForeign, path => File.WriteAllText(path, new string('x', 100_000))),
        new Row("a damaged SQLite file", InviteFault.DatabaseForeign, MakeDamaged),
        new Row("another program's SQLite file", InviteFault.DatabaseForeign, path => Make(path, "CREATE TABLE t (a)")),
        new Row("another program's, still empty", InviteFault.DatabaseForeign, path => Make(path, "PRAGMA application_id = 42")),
        new Row("another program's, with a version", InviteFault.DatabaseForeign, path => Make(path, "PRAGMA user_version = 5")),
        new Row(
            "another program's, in WAL mode",
            InviteFault.DatabaseForeign,
            path => Make(path, "PRAGMA journal_mode = WAL", "CREATE TABLE t (a)")),
        new Row("of a newer version", InviteFault.DatabaseTooNew, MakeNewer),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Start_FileThatIsNotOurs_IsLeftAsItIs(Row row)
    {
        string path = _folder["invites.db"];
        row.Make(path);
        byte[] before = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        await AssertFaultAsync(row.Fault, path);
        Assert.Equal(before, await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));
        Assert.Equal([path], Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task Start_Folder_IsRefused()
    {
        await AssertFaultAsync(InviteFault.DatabaseUnavailable, _folder.Path);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task Start_FileInAFile_IsRefused()
    {
        await File.WriteAllTextAsync(_folder["file"], "text", TestContext.Current.CancellationToken);
        await AssertFaultAsync(InviteFault.DatabaseUnavailable, Path.Combine(_folder["file"], "invites.db"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("a\0b")]
    [InlineData("mysql://localhost/invites")]
    public async Task Start_NoPath_IsRefused(string location) => await AssertFaultAsync(InviteFault.DatabaseLocationInvalid, location);

    [Theory]
    [InlineData(UnixFileMode.None, nameof(InviteFault.DatabaseUnavailable))]
    [InlineData(ReadableByAll, "opened", "listed 0", nameof(InviteFault.DatabaseReadOnly))]
    public async Task Open_WithoutRights_SaysWhichOneLacks(UnixFileMode mode, params string[] expected)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such file modes.");
            return;
        }

        string path = _folder["invites.db"];
        InviteDatabase.Open(path).Dispose();
        const UnixFileMode All = (UnixFileMode)0x1FF; // rwx for all
        File.SetUnixFileMode(_folder.Path, All);
        File.SetUnixFileMode(path, mode);
        using PeerProcess visitor = PeerProcess.Launch(PeerRoles.Visit, path, _folder["warm-up.db"]);
        string[] said = await visitor.FinishAsync(TestContext.Current.CancellationToken);
        Assert.Equal(expected, said[2..]); // the first two are of the warm-up
    }

    public void Dispose() => _folder.Dispose();

    private static void Make(string path, params string[] statements)
    {
        using var database = new RawSqlite(path);
        foreach (string statement in statements)
        {
            database.Run(statement);
        }
    }

    private static void MakeNewer(string path)
    {
        InviteDatabase.Open(path).Dispose();
        Make(path, "PRAGMA user_version = 1000000");
    }

    private static void MakeDamaged(string path)
    {
        Make(path, "CREATE TABLE t (a)", "PRAGMA page_size");
        using FileStream file = File.OpenWrite(path);
        file.Position = 100; // past the header: where the schema is
        file.Write(new byte[3000].Select(_ => (byte)0xAA).ToArray());
    }

    private static async Task AssertFaultAsync(InviteFault expected, string location)
    {
        int port = await FreePortAsync();
        InviteException fault = await TestServer.FailAsync(new TestServerOptions { Database = location, Port = port });
        Assert.Equal(expected, fault.Fault);
        Assert.Equal(location, fault.Target);
        Assert.False(await Wire.IsOpenAsync(port));
    }

    private static async Task<int> FreePortAsync()
    {
        await using TestServer server = await TestServer.StartAsync();
        return server.Port;
    }

    /// <summary>A file, and what is said of it.</summary>
    public sealed record Row(string What, InviteFault Fault, Action<string> Make)
    {
        public override string ToString() => What;
    }
}
