namespace InvitesApi.Server.Invites;

/// <summary>An invitation.</summary>
/// <param name="Token">Its secret: who has it, is invited.</param>
/// <param name="Kind">What it lets its holder do.</param>
/// <param name="VirtualHost">Where.</param>
/// <param name="Source">Who made it: <c>api/token/KEYID</c> for the holder of a key, as Prosody has it.</param>
/// <param name="CreatedAt">When it was made, in UTC, to the second.</param>
/// <param name="ExpiresAt">From when on it is void, in UTC; null: never.</param>
public sealed record Invite(
    string Token,
    InviteKind Kind,
    string VirtualHost,
    string? Source,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt)
{
    /// <summary>The link that an XMPP client opens.</summary>
    public string Uri => InviteUri.ForAccount(VirtualHost, Token);

    /// <summary>Whether it is void.</summary>
    /// <param name="now">The time to judge by.</param>
    public bool IsExpired(DateTimeOffset now) => ExpiresAt <= now;
}
