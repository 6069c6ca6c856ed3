using System.Globalization;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Faults;

/// <summary>A server that is killed (<c>kill -9</c>) while it makes invites, again and again: what was answered with 201 is there.</summary>
public sealed class KilledUnderLoadTests : IDisposable
{
    private const int Clients = 16;
    private const int FewestInvites = 100;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kill_UnderLoad_LosesNoInviteThatWasAnswered()
    {
        string path = _folder["invites.db"];
        var tokens = new List<string>();
        int rounds = FaultScale.Of(5, 50);
        for (int round = 0; round < rounds; round++)
        {
            using PeerProcess server = PeerProcess.Launch(FaultRoles.Serve, path);
            string? port = await server.ReadLineAsync(Cancellation); // null: it needs help to start
            await using var holders = new KeyHolders(int.Parse(port!, CultureInfo.InvariantCulture), Clients);
            await KeyHolders.WhenAsync(() => holders.Tokens.Count > FewestInvites + (round * 7));
            server.Kill();
            await server.WhenEndedAsync(Cancellation);
            await holders.StopAsync();
            Assert.Empty(holders.Others);
            tokens.AddRange(holders.Tokens);

            using var file = new RawSqlite(path);
            Assert.Equal("ok", file.Scalar("PRAGMA integrity_check"));
        }

        using IInviteDatabase database = InviteDatabase.Open(path);
        Assert.Equal(tokens.Count, tokens.Distinct(StringComparer.Ordinal).Count());
        foreach (string token in tokens)
        {
            Assert.NotNull(await database.FindInviteAsync(token, Cancellation));
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{rounds} kills, {tokens.Count} invites answered with 201.");
    }

    public void Dispose() => _folder.Dispose();
}
