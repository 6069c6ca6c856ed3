using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using InvitesApi.Benchmarks.Load;

namespace InvitesApi.Benchmarks.Contestants;

/// <summary>Single requests to a contestant.</summary>
internal static class Asking
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly HttpClient Client = new(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        Timeout = TimeSpan.FromMinutes(5),
    };

    /// <summary>Makes an invite.</summary>
    /// <returns>The address of its page, at this very server.</returns>
    public static async Task<Uri> PageAsync(IContestant contestant)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, contestant.Invites.Uri);
        if (contestant.Invites.Key is { } key)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        using HttpResponseMessage answer = await Client.SendAsync(request);
        if (answer.StatusCode != HttpStatusCode.Created)
        {
            throw new InvalidOperationException($"{contestant.Name} answered {answer.StatusCode}.");
        }

        Uri location = new(contestant.Invites.Uri, answer.Headers.Location!);
        return new Uri(contestant.Invites.Uri, location.PathAndQuery);
    }

    /// <summary>
    /// Waits until a server has done with requests whose clients have gone, so that the next one's turn is its own: until it answers, and
    /// takes next to nothing of the cores.
    /// </summary>
    public static async Task UntilQuietAsync(IContestant contestant)
    {
        await OnceAsync(contestant.Refused.Uri);
        TimeSpan taken;
        long began = Stopwatch.GetTimestamp();
        do
        {
            TimeSpan before = ProcessUsage.Of(contestant.ProcessId).Cpu;
            await Task.Delay(Interval);
            taken = ProcessUsage.Of(contestant.ProcessId).Cpu - before;
        }
        while (taken > Interval / 4 && Stopwatch.GetElapsedTime(began) < Patience);
    }

    /// <summary>Asks once, whatever the answer.</summary>
    public static async Task OnceAsync(Uri uri)
    {
        using HttpResponseMessage answer = await Client.GetAsync(uri);
    }
}
