using System.Globalization;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Hosting;

/// <summary>A database that fails while the server runs.</summary>
public sealed class DatabaseTroubleTests : IAsyncLifetime
{
    private TestServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.StartAsync();
        await _server.AddKeyAsync();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Ask_DatabaseHeldByAnother_Is503UntilItIsFree() // after the ten seconds that we wait for a lock
    {
        string token = (await _server.InviteAsync()).Token;
        using var other = new RawSqlite(_server.Database);
        other.Run("BEGIN IMMEDIATE");
        Answer answer = await AskAsync();
        Assert.Equal(503, answer.Status);
        Assert.True(int.Parse(answer["Retry-After"]!, CultureInfo.InvariantCulture) > 0);
        Assert.Equal("*", answer["Access-Control-Allow-Origin"]);
        ProblemAssert.Is("busy", answer);
        Assert.Contains("DatabaseBusy", Assert.Single(_server.ReadLog()), StringComparison.Ordinal);

        // Who only reads, or is refused, waits for nobody.
        Assert.Equal(200, (await _server.SendAsync($"GET /invites_page?{token}")).Status);
        Assert.Equal(403, (await _server.SendAsync($"GET /invites_api?key={SampleKeys.Old}")).Status);

        other.Run("COMMIT");
        await _server.InviteAsync();
    }

    [Fact]
    public async Task Ask_InviteCannotBeStored_Is500UntilItCan()
    {
        using var other = new RawSqlite(_server.Database);
        other.Run("ALTER TABLE invite RENAME TO away");
        Answer answer = await AskAsync();
        Assert.Equal(500, answer.Status);
        Assert.Equal("*", answer["Access-Control-Allow-Origin"]);
        ProblemAssert.Is("storage-failed", answer);
        Assert.DoesNotContain(_server.Database, answer.Body, StringComparison.Ordinal);
        Assert.Contains(_server.Database, Assert.Single(_server.ReadLog()), StringComparison.Ordinal);

        other.Run("ALTER TABLE away RENAME TO invite");
        await _server.InviteAsync();
    }

    private Task<Answer> AskAsync() => _server.SendAsync("GET /invites_api", authorization: $"Bearer {SampleKeys.New}");
}
