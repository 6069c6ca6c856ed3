namespace InvitesApi.Benchmarks.Load;

/// <summary>What a server is asked, again and again.</summary>
/// <param name="Uri">The address.</param>
/// <param name="Key">The key that comes with each request; null: none.</param>
/// <param name="IsRefused">Whether the right answer is a refusal.</param>
internal sealed record LoadTarget(Uri Uri, string? Key = null, bool IsRefused = false);
