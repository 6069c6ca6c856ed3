using System.Diagnostics;
using InvitesApi.Benchmarks.Contestants;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Storage;

namespace InvitesApi.Benchmarks.Scale;

/// <summary>A database that holds some invites, made as the endpoint makes them.</summary>
/// <param name="Count">How many.</param>
/// <param name="Path">Its file.</param>
/// <param name="Tokens">The tokens of some, from all over it.</param>
internal sealed record HeldInvites(int Count, string Path, IReadOnlyList<string> Tokens)
{
    private const int Flight = 8192; // at once in the queue of the writer: it commits them together
    private const int Samples = 1000;

    /// <summary>Fills one database, and copies it at each step of ten.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="most">How many the largest holds.</param>
    public static async Task<IReadOnlyList<HeldInvites>> FillAsync(TemporaryFolder folder, int most)
    {
        string path = folder["filling.db"];
        var held = new List<HeldInvites>();
        var tokens = new List<string>();
        int made = 0;
        long began = Stopwatch.GetTimestamp();
        for (long count = 1000; count <= most; count *= 10)
        {
            using (IInviteDatabase database = InviteDatabase.Open(path))
            {
                NewApiKey key = await new ApiKeys(database, TimeProvider.System)
                    .CreateAsync(new ApiKeyRequest(Serving.Host), CancellationToken.None);
                var issuer = new InviteIssuer(database, TimeProvider.System, new KeyRates(TimeProvider.System));
                while (made < count)
                {
                    int some = (int)Math.Min(Flight, count - made);
                    string[] fresh = await MakeAsync(issuer, key.Text, some);
                    made += some;
                    tokens.AddRange(fresh.Where((_, i) => i % 128 == 0));
                }
            }

            string copy = folder[$"held-{count}.db"];
            File.Copy(path, copy);
            Flush(copy);
            int every = Math.Max(1, tokens.Count / Samples);
            held.Add(new HeldInvites(made, copy, [.. tokens.Where((_, i) => i % every == 0)]));
        }

        File.Delete(path);
        Console.WriteLine($"Filled with {made:N0} invites in {Stopwatch.GetElapsedTime(began).TotalSeconds:F0} s.");
        return held;
    }

    // What the filling has left to write must not go to the disk while something is measured.
    private static void Flush(string path)
    {
        using FileStream file = File.Open(path, FileMode.Open, FileAccess.ReadWrite);
        file.Flush(flushToDisk: true);
    }

    private static async Task<string[]> MakeAsync(InviteIssuer issuer, ApiKeyText key, int count)
    {
        var answers = new Task<InviteAnswer>[count];
        for (int i = 0; i < count; i++)
        {
            answers[i] = issuer.IssueAsync(Serving.Host, key, ApiKeyMethods.Get, address: null).AsTask();
        }

        return Array.ConvertAll(await Task.WhenAll(answers), answer => answer.Token!);
    }
}
