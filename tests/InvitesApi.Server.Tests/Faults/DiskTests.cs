using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using InvitesApi.Server.Files;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Faults;

/// <summary>Disks that are full, or can be read only. They are mounted where nobody else sees them, and go with the server's process.</summary>
public sealed class DiskTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Disk_Full_StoresNothingAndSaysSoUntilThereIsRoom()
    {
        using PeerProcess server = await StartAsync($"mount -t tmpfs -o size=3m tmpfs '{_folder.Path}'");
        string inside = $"/proc/{server.Id}/root{_folder.Path}";
        int port = await PortAsync(server);
        await using var holders = new KeyHolders(port, clients: 8);
        await KeyHolders.WhenAsync(() => holders.Tokens.Count > 100);
        FillUp(Path.Combine(inside, "fill"));
        await KeyHolders.WhenAsync(() => holders.Count(HttpStatusCode.InternalServerError) > 20);
        Assert.Contains("DatabaseFull", await server.ReadLineAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await GetAsync(port, "admin_api/invites")); // who reads needs no room

        int full = holders.Tokens.Count;
        File.Delete(Path.Combine(inside, "fill"));
        await KeyHolders.WhenAsync(() => holders.Tokens.Count > full + 100);
        await holders.StopAsync();
        Assert.Equal([HttpStatusCode.InternalServerError], holders.Others);
        await AssertStoredAsync(inside, holders.Tokens);
        server.Go();
    }

    [Fact]
    public async Task Disk_ThatTurnsReadOnly_StoresNothingAndSaysSoUntilItIsMended()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.Skip("A disk with a file system of its own can be mounted by root only.");
        }

        using var image = new TemporaryFolder();
        string disk = image["disk"];
        using PeerProcess server = await StartAsync(
            $"truncate -s 16M '{disk}'; mkfs.ext4 -q '{disk}'; mount -o loop '{disk}' '{_folder.Path}'");
        int port = await PortAsync(server);
        await using var holders = new KeyHolders(port, clients: 8);
        await KeyHolders.WhenAsync(() => holders.Tokens.Count > 100);

        // What the kernel does with a disk that has failed (mount(8), "errors=remount-ro").
        string inside = $"/proc/{server.Id}/root{_folder.Path}";
        Assert.True(DiskState.TakesChanges(inside));
        await InsideAsync(server, $"mount -o remount,abort '{_folder.Path}'");
        Assert.False(DiskState.TakesChanges(inside));
        int before = holders.Count(HttpStatusCode.InternalServerError);
        await KeyHolders.WhenAsync(() => holders.Count(HttpStatusCode.InternalServerError) > before + 50);
        Assert.Contains("Database", await server.ReadLineAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await GetAsync(port, "admin_api/invites"));

        // A disk that has failed can't be made writable again: what is on it comes back from a copy that was checked.
        int stored = holders.Tokens.Count;
        string mended = image["mended"];
        await InsideAsync(
            server, $"cp '{disk}' '{mended}'; e2fsck -fy '{mended}' > '{mended}.log' 2>&1; umount -l '{_folder.Path}' && mount -o loop '{mended}' '{_folder.Path}'");
        await KeyHolders.WhenAsync(() => holders.Tokens.Count > stored + 100);
        await holders.StopAsync();
        Assert.Equal([HttpStatusCode.InternalServerError], holders.Others);
        Assert.Equal(HttpStatusCode.OK, await GetAsync(port, "invites_page?" + holders.Tokens.Last()));

        Assert.True(DiskState.TakesChanges(inside));
        await AssertStoredAsync(inside, holders.Tokens);
        server.Kill();
        await server.WhenEndedAsync(Cancellation);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<int> PortAsync(PeerProcess server) =>
        int.Parse((await server.ReadLineAsync(Cancellation))!, CultureInfo.InvariantCulture);

    private static async Task InsideAsync(PeerProcess server, string script)
    {
        using System.Diagnostics.Process shell = System.Diagnostics.Process.Start(
            "nsenter", ["-t", server.Id.ToString(CultureInfo.InvariantCulture), "-m", "sh", "-c", script]);
        await shell.WaitForExitAsync(Cancellation);
        Assert.Equal(0, shell.ExitCode);
    }

    private static async Task<HttpStatusCode> GetAsync(int port, string path)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        client.DefaultRequestHeaders.Host = Sample.Host;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", SampleKeys.Old);
        using HttpResponseMessage answer = await client.GetAsync(new Uri($"http://127.0.0.1:{port}/{path}"), Cancellation);
        return answer.StatusCode;
    }

    // Byte by byte at the end: what is left of a block would do for an invite.
    private static void FillUp(string path)
    {
        using var fill = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        foreach (int size in (int[])[65536, 4096, 1])
        {
            var block = new byte[size];
            try
            {
                while (true)
                {
                    fill.Write(block);
                }
            }
            catch (IOException)
            {
                // No more of this size goes in.
            }
        }
    }

    // Two files can't be copied at one moment, and what was asked for last may still be stored, or move from one to the other: what is lost is lost in
    // a later copy too.
    private static async Task AssertStoredAsync(string inside, IReadOnlyCollection<string> tokens)
    {
        const int Copies = 5;
        for (int copy = 1; await CountLostAsync(inside, tokens) is var lost && lost > 0; copy++)
        {
            Assert.True(copy < Copies, $"{lost} invites of {tokens.Count} that were answered are not there.");
            await Task.Delay(TimeSpan.FromMilliseconds(500), Cancellation);
        }
    }

    // In a copy out here: SQLite resolves links, and the one into the other's mounts leads back to ours.
    private static async Task<int> CountLostAsync(string inside, IReadOnlyCollection<string> tokens)
    {
        using var outside = new TemporaryFolder();
        string path = outside["invites.db"];
        File.Copy(Path.Combine(inside, "invites.db"), path);
        File.Copy(Path.Combine(inside, "invites.db-wal"), path + "-wal");
        using (var file = new RawSqlite(path))
        {
            if (file.Scalar("PRAGMA integrity_check") is not "ok")
            {
                return tokens.Count;
            }
        }

        using IInviteDatabase database = InviteDatabase.Open(path);
        int lost = 0;
        foreach (string token in tokens)
        {
            lost += await database.FindInviteAsync(token, Cancellation) is null ? 1 : 0;
        }

        return lost;
    }

    private async Task<PeerProcess> StartAsync(string mounts)
    {
        Debian.Require("util-linux");
        using (PeerProcess trial = PeerProcess.LaunchWithMounts($"mount -t tmpfs tmpfs '{_folder.Path}'", "no role"))
        {
            await trial.WhenEndedAsync(Cancellation);
            if (await trial.HasNoMountsAsync(Cancellation))
            {
                Assert.Skip("This process may not mount, nor make a user namespace in which it might: run it as root, or allow user namespaces.");
            }
        }

        return PeerProcess.LaunchWithMounts(mounts, FaultRoles.Serve, _folder["invites.db"]);
    }
}
