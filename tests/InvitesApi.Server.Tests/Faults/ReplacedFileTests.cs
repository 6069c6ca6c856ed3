using InvitesApi.Server.Faults;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Faults;

/// <summary>
/// A file that is removed or replaced while a server has it open. SQLite would write on to the one that is gone; no answer may rest on that.
/// </summary>
public sealed class ReplacedFileTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private TestServer _server = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Path => _folder["invites.db"];

    public async ValueTask InitializeAsync()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("On Windows a file that is open can't be removed.");
        }

        _server = await TestServer.StartAsync(new TestServerOptions { Database = Path });
        await _server.AddKeyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await (_server?.DisposeAsync() ?? ValueTask.CompletedTask);
        _folder.Dispose();
    }

    [Fact]
    public async Task Remove_WhileServing_IsNo201UntilItIsBack()
    {
        string token = (await _server.InviteAsync()).Token;
        Move(string.Empty, ".away");
        Answer answer = await AskAsync(SampleKeys.New);
        Assert.Equal(500, answer.Status);
        ProblemAssert.Is("storage-failed", answer);
        Assert.Contains("is gone. Put it back", Assert.Single(_server.ReadLog()), StringComparison.Ordinal);
        Assert.Equal(500, (await _server.SendAsync($"GET /invites_page?{token}")).Status);
        Assert.False(File.Exists(Path)); // an empty one would refuse all keys, and hide what has happened

        Move(".away", string.Empty);
        string after = (await _server.InviteAsync()).Token;
        Assert.Equal(200, (await _server.SendAsync($"GET /invites_page?{token}")).Status);
        await AssertStoredAsync(token, after);
    }

    [Fact]
    public async Task Replace_ByAnotherDatabase_IsTakenAtOnce()
    {
        await _server.InviteAsync();
        Assert.Equal(403, (await AskAsync(SampleKeys.Old)).Status);
        string other = _folder["other.db"];
        using (IInviteDatabase database = InviteDatabase.Open(other))
        {
            await database.TryAddKeyAsync(Sample.Key(text: SampleKeys.Old), Cancellation);
        }

        Move(string.Empty, ".away");
        File.Move(other, Path);
        string token = (await _server.InviteAsync(SampleKeys.Old)).Token;
        Assert.Equal(200, (await _server.SendAsync($"GET /invites_page?{token}")).Status);
        Assert.Equal(403, (await AskAsync(SampleKeys.New)).Status);
        await AssertStoredAsync(token);
    }

    [Fact]
    public async Task Replace_UnderLoad_StoresWhatIsAnsweredInOneOfThem()
    {
        string copy = _folder["copy.db"];
        await using var holders = new KeyHolders(_server.Port, clients: 8);
        for (int i = 0; i < 10; i++)
        {
            int before = holders.Tokens.Count;
            await KeyHolders.WhenAsync(() => holders.Tokens.Count > before + 50);
            using (var file = new RawSqlite(Path))
            {
                file.Run($"VACUUM INTO '{copy}'"); // the same secret and keys; later invites are in the file that goes
            }

            Move(string.Empty, $".{i}");
            File.Move(copy, Path);
        }

        await holders.StopAsync();
        Assert.DoesNotContain(System.Net.HttpStatusCode.Forbidden, holders.Others);
        HashSet<string> stored = new(StringComparer.Ordinal);
        foreach (string path in Enumerable.Range(0, 10).Select(i => $"{Path}.{i}").Append(Path))
        {
            using IInviteDatabase database = InviteDatabase.Open(path);
            foreach (string token in holders.Tokens)
            {
                if (await database.FindInviteAsync(token, Cancellation) is not null)
                {
                    stored.Add(token);
                }
            }
        }

        Assert.Equal(holders.Tokens.Count, stored.Count);
    }

    [Fact]
    public async Task Replace_ByAForeignFile_IsRefusedAndLeftAsItIs()
    {
        await _server.InviteAsync();
        Move(string.Empty, ".away");
        using (var foreign = new RawSqlite(Path))
        {
            foreign.Run("CREATE TABLE t (a)");
        }

        byte[] before = await File.ReadAllBytesAsync(Path, Cancellation);
        Assert.Equal(500, (await AskAsync(SampleKeys.New)).Status);
        Assert.Contains("DatabaseForeign", Assert.Single(_server.ReadLog()), StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(Path, Cancellation));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Replace_BesideTheLogOfTheOneBefore_IsRefusedUntilThatIsBack(bool isBackup)
    {
        string token = (await _server.InviteAsync()).Token;
        string other = _folder["other.db"];
        using (IInviteDatabase database = InviteDatabase.Open(other))
        {
            await database.TryAddKeyAsync(Sample.Key(text: SampleKeys.Old), Cancellation);
        }

        if (isBackup)
        {
            string backup = _folder["backup.db"];
            DatabaseCare.Backup(other, backup, new DatabaseWait());
            other = backup;
        }

        File.Move(Path, Path + ".away");
        File.Move(other, Path);
        byte[] before = await File.ReadAllBytesAsync(Path, Cancellation);
        Assert.Equal(500, (await AskAsync(SampleKeys.Old)).Status);
        Assert.Equal(500, (await AskAsync(SampleKeys.New)).Status);
        Assert.Contains("DatabaseLogForeign", _server.ReadLog()[0], StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(Path, Cancellation));
        if (isBackup)
        {
            Assert.Equal(
                InviteFault.DatabaseLogForeign, Assert.Throws<InviteException>(() => InviteDatabase.Open(Path).Dispose()).Fault);
        }

        File.Move(Path, other);
        File.Move(Path + ".away", Path);
        await AssertStoredAsync(token, (await _server.InviteAsync()).Token);
    }

    // As mv does, with what SQLite keeps beside the file.
    private void Move(string from, string to)
    {
        foreach (string part in (string[])["-wal", "-shm", string.Empty])
        {
            if (File.Exists(Path + from + part))
            {
                File.Move(Path + from + part, Path + to + part);
            }
        }
    }

    private async Task AssertStoredAsync(params string[] tokens)
    {
        using IInviteDatabase fresh = InviteDatabase.Open(Path);
        foreach (string token in tokens)
        {
            Assert.NotNull(await fresh.FindInviteAsync(token, Cancellation));
        }
    }

    private Task<Answer> AskAsync(string key) => _server.SendAsync("GET /invites_api", authorization: $"Bearer {key}");
}
