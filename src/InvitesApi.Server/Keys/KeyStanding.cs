namespace InvitesApi.Server.Keys;

/// <summary>A key as it stands at a moment.</summary>
/// <param name="Key">What it is judged by.</param>
/// <param name="Counts">What it has made so far.</param>
public sealed record KeyStanding(StoredKey Key, KeyCounts Counts);
