using System.Net;
using System.Net.Http.Headers;

namespace InvitesApi.Benchmarks.Contestants;

/// <summary>Single requests to a contestant.</summary>
internal static class Asking
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromMinutes(5) };

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

    /// <summary>Waits until a server has done with what others have left behind, so that the next one's turn is its own.</summary>
    public static Task UntilQuietAsync(IContestant contestant) => OnceAsync(contestant.Refused.Uri);

    /// <summary>Asks once, whatever the answer.</summary>
    public static async Task OnceAsync(Uri uri)
    {
        using HttpResponseMessage answer = await Client.GetAsync(uri);
    }
}
