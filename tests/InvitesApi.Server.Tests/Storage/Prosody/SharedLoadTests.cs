using System.Diagnostics;
using System.Net;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Storage;

/// <summary>A real Prosody and we make invites in one file at the same time.</summary>
public sealed class SharedLoadTests
{
    // INVITES_API_LOAD_SECONDS asks for more; the figures are in the output.
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(
        int.TryParse(Environment.GetEnvironmentVariable("INVITES_API_LOAD_SECONDS"), out int seconds) ? seconds : 10);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("delete")]
    [InlineData("wal")]
    public async Task BothSides_AtOnce_FailNeverAndLoseNothing(string journal)
    {
        await using ProsodyAndStore both = await ProsodyAndStore.StartAsync(cfg =>
        {
            cfg.Global.Add($"plugin_paths = {{ \"{Path.Combine(Repository.Folder, "contrib", "prosody")}\" }}");
            cfg.Modules.Add("sqlite_busy_timeout");
        });
        if (journal == "wal")
        {
            await both.Prosody.StopAsync();
            using (var file = new RawSqlite(both.Prosody.DatabasePath))
            {
                file.Run("PRAGMA journal_mode = wal");
            }

            await both.Prosody.StartAsync(Cancellation);
        }

        NewApiKey key = await both.Keys.CreateAsync(new ApiKeyRequest(Sample.Host), Cancellation);
        string text = key.Text.Reveal();
        Task<List<string>>[] theirs = [.. Enumerable.Range(0, 2).Select(client => RepeatAsync(async () =>
        {
            (HttpStatusCode status, string? location, _) = await both.GetAsync($"/invites_api?key={text}");
            Assert.True(status == HttpStatusCode.Created, $"Prosody answered {status}. {both.Prosody.Output}");
            return InviteUri.TokenOf(location!);
        }))];
        Task<List<string>>[] ours = [.. Enumerable.Range(0, 8).Select(client => RepeatAsync(async () =>
        {
            InviteAnswer answer = await both.Database.CreateInviteAsync(
                Sample.Request(key.Text, created: TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()));
            return answer.Token!;
        }))];
        string[] madeThere = [.. (await Task.WhenAll(theirs)).SelectMany(one => one)];
        string[] madeHere = [.. (await Task.WhenAll(ours)).SelectMany(one => one)];
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{journal}, {Time.TotalSeconds} s: Prosody made {madeThere.Length} invites, we made {madeHere.Length}.");

        var listed = new HashSet<string>(StringComparer.Ordinal);
        await foreach (Invite invite in both.Book.ListAsync(new InviteFilter { State = InviteState.Pending }, Cancellation))
        {
            Assert.True(listed.Add(invite.Token));
        }

        Assert.DoesNotContain("locked", both.Prosody.Output, StringComparison.Ordinal);
        Assert.NotEmpty(madeThere);
        Assert.NotEmpty(madeHere);
        Assert.Equal(madeThere.Concat(madeHere).ToHashSet(StringComparer.Ordinal), listed);
    }

    private static Task<List<string>> RepeatAsync(Func<Task<string>> makeAsync) => Task.Run<List<string>>(
        async () =>
        {
            var made = new List<string>();
            long began = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(began) < Time)
            {
                made.Add(await makeAsync());
            }

            return made;
        },
        Cancellation);
}
