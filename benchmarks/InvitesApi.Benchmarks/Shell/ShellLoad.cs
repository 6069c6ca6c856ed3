using System.Globalization;
using System.Net;

namespace InvitesApi.Benchmarks.Shell;

/// <summary>Makes invites over HTTP, from a process of its own, lest its memory count as the session's.</summary>
internal static class ShellLoad
{
    private const int Connections = 64;

    public static async Task<int> RunAsync(string uri, string count)
    {
        int left = int.Parse(count, CultureInfo.InvariantCulture);
        using var client = new HttpClient();
        var target = new Uri(uri);
        async Task MakeAsync()
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                using HttpResponseMessage answer = await client.GetAsync(target);
                if (answer.StatusCode != HttpStatusCode.Created)
                {
                    throw new InvalidOperationException($"An invite was refused: {answer.StatusCode}.");
                }
            }
        }

        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => MakeAsync()));
        return 0;
    }
}
