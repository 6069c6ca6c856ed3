using System.Diagnostics;
using InvitesApi.Benchmarks.Contestants;
using InvitesApi.Benchmarks.Reports;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Storage;

namespace InvitesApi.Benchmarks.Scale;

/// <summary>Whether cost grows with the number of keys: one database, measured at each step of ten.</summary>
internal static class KeyScale
{
    private const int Batch = 1024; // as New-InviteApiKey stores them
    private const int Flight = 64;
    private const int Flights = 400;
    private const int MostUsed = 1000;

    /// <summary>Fills and measures.</summary>
    /// <param name="most">How many keys there are at the end.</param>
    public static async Task<Table> MeasureAsync(int most)
    {
        using var folder = new TemporaryFolder();
        using IInviteDatabase database = InviteDatabase.Open(folder["invites.db"]);
        var table = new Table("Keys held", "held", "keys made/s", "invites/s, 64 at once, 1,000 keys in use", "list ms", "file B each");
        var keys = new List<ApiKeyText>();
        for (long count = 10; count <= most; count *= 10)
        {
            int before = keys.Count;
            long began = Stopwatch.GetTimestamp();
            var maker = new ApiKeys(database, TimeProvider.System);
            while (keys.Count < count)
            {
                NewApiKey[] some = [.. Enumerable.Range(0, (int)Math.Min(Batch, count - keys.Count))
                    .Select(_ => maker.Prepare(new ApiKeyRequest(Serving.Host, "key")))];
                await maker.AddAsync(some, CancellationToken.None);
                keys.AddRange(some.Select(key => key.Text));
            }

            double made = (keys.Count - before) / Stopwatch.GetElapsedTime(began).TotalSeconds;
            long bytes = TemporaryFolder.SizeOf(folder["invites.db"]);
            double invites = await CreateAsync(database, keys);
            began = Stopwatch.GetTimestamp();
            await maker.ListAsync(default, CancellationToken.None);
            double list = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            table.Add(keys.Count, made, invites, list, (double)bytes / keys.Count);
        }

        return table;
    }

    private static async Task<double> CreateAsync(IInviteDatabase database, List<ApiKeyText> keys)
    {
        var issuer = new InviteIssuer(database, TimeProvider.System, new KeyRates(TimeProvider.System));
        int every = Math.Max(1, keys.Count / MostUsed);
        int at = 0;
        long began = Stopwatch.GetTimestamp();
        for (int flight = 0; flight < Flights; flight++)
        {
            var answers = new Task<InviteAnswer>[Flight];
            for (int i = 0; i < Flight; i++)
            {
                answers[i] = issuer.IssueAsync(Serving.Host, keys[(at++ * every) % keys.Count], ApiKeyMethods.Get, address: null).AsTask();
            }

            await Task.WhenAll(answers);
        }

        return Flight * Flights / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }
}
