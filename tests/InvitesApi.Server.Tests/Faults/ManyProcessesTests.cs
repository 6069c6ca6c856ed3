using System.Globalization;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Faults;

/// <summary>Sixteen processes at one file: nothing is lost, nothing is there twice, and none is told that the file is locked.</summary>
public sealed class ManyProcessesTests : IDisposable
{
    private const int Processes = 16;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Mix_BySixteenProcesses_LosesNothing()
    {
        string path = _folder["invites.db"];
        string seconds = FaultScale.Of(4, 60).ToString(CultureInfo.InvariantCulture);
        PeerProcess[] peers = await Task.WhenAll(Enumerable.Range(0, Processes).Select(
            i => PeerProcess.StartAsync(Cancellation, FaultRoles.Mix, path, $"host{i % 4}.example", seconds)));
        try
        {
            Array.ForEach(peers, peer => peer.Go());
            string[][] said = await Task.WhenAll(peers.Select(peer => peer.FinishAsync(Cancellation)));
            await AssertTrueAsync(path, [.. said.SelectMany(lines => lines)]);
        }
        finally
        {
            Array.ForEach(peers, peer => peer.Dispose());
        }
    }

    public void Dispose() => _folder.Dispose();

    private static async Task AssertTrueAsync(string path, string[] said)
    {
        Assert.NotEmpty(said);
        Assert.Equal(said.Length, said.Distinct(StringComparer.Ordinal).Count());
        Assert.All(said, line => Assert.True(line.StartsWith(FaultRoles.Kept, StringComparison.Ordinal)
            || line.StartsWith(FaultRoles.Gone, StringComparison.Ordinal)));
        using IInviteDatabase database = InviteDatabase.Open(path);
        HashSet<string> keys = [.. (await database.ListKeysAsync(default, Cancellation)).Select(key => key.Id)];
        int keptKeys = 0;
        int invites = 0;
        foreach (string line in said)
        {
            bool kept = line.StartsWith(FaultRoles.Kept, StringComparison.Ordinal);
            string name = line[FaultRoles.Kept.Length..];
            Invite? invite = await database.FindInviteAsync(name, Cancellation);
            if (invite is null)
            {
                Assert.Equal(kept, keys.Contains(name)); // it is the id of a key
                keptKeys += kept ? 1 : 0;
            }
            else
            {
                Assert.Equal(kept, invite.RevokedAt is null);
                invites++;
            }
        }

        Assert.Equal(keys.Count, keptKeys);
        using var file = new RawSqlite(path);
        Assert.Equal("ok", file.Scalar("PRAGMA integrity_check"));
        Assert.Equal((long)invites, file.Scalar("SELECT count(*) FROM invite"));
        TestContext.Current.TestOutputHelper?.WriteLine($"{said.Length} keys and invites, of which {invites} are invites.");
    }
}
