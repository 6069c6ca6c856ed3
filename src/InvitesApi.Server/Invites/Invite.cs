namespace InvitesApi.Server.Invites;

/// <summary>An invitation.</summary>
public sealed record Invite
{
    /// <summary>Its secret: who has it, is invited.</summary>
    public required string Token { get; init; }

    /// <summary>What it lets its holder do, and how.</summary>
    public required InviteTerms Terms { get; init; }

    /// <summary>Who made it: <c>api/token/KEYID</c> for the holder of a key, as Prosody has it; <c>shell/USER@MACHINE</c> for an administrator.</summary>
    public string? Source { get; init; }

    /// <summary>When it was made, in UTC, to the second.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>How often it was used.</summary>
    public int Uses { get; init; }

    /// <summary>When it was taken back, in UTC; null where it was not.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Where.</summary>
    public string VirtualHost => Terms.VirtualHost;

    /// <summary>What it lets its holder do.</summary>
    public InviteKind Kind => Terms.Kind;

    /// <summary>From when on it is void, in UTC; null: never.</summary>
    public DateTimeOffset? ExpiresAt => Terms.ExpiresAt;

    /// <summary>The link that an XMPP client opens.</summary>
    public string Uri => InviteUri.For(Terms, Token);

    /// <summary>What it is good for.</summary>
    /// <param name="now">The time to judge by.</param>
    public InviteState State(DateTimeOffset now) =>
        RevokedAt is not null ? InviteState.Revoked
        : Uses >= Terms.MaxUses ? InviteState.Used
        : ExpiresAt <= now ? InviteState.Expired
        : InviteState.Pending;
}
