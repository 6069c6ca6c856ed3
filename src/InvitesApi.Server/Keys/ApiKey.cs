namespace InvitesApi.Server.Keys;

/// <summary>A key as it is listed: everything about it but its secret.</summary>
/// <param name="VirtualHost">The host that it makes invites for.</param>
/// <param name="Id">What names it there.</param>
/// <param name="Name">What its maker called it; null where it has no name.</param>
/// <param name="Methods">The HTTP methods that it may be used with.</param>
/// <param name="CreatedAt">When it was made, in UTC, to the second.</param>
public sealed record ApiKey(
    string VirtualHost,
    string Id,
    string? Name,
    ApiKeyMethods Methods,
    DateTimeOffset CreatedAt)
{
    /// <summary>What else it is limited to.</summary>
    public ApiKeyLimits Limits { get; init; } = ApiKeyLimits.None;

    /// <summary>Since when it is refused, until it is enabled again, in UTC; null: it is not.</summary>
    public DateTimeOffset? DisabledAt { get; init; }

    /// <summary>When it was removed, in UTC; null: it was not.</summary>
    public DateTimeOffset? RemovedAt { get; init; }

    /// <summary>What it was used for.</summary>
    public KeyUsage Usage { get; init; } = KeyUsage.None;

    /// <summary>What it is good for.</summary>
    /// <param name="now">The time to judge by.</param>
    public ApiKeyState State(DateTimeOffset now) =>
        RemovedAt is not null ? ApiKeyState.Removed
        : DisabledAt is not null ? ApiKeyState.Disabled
        : Limits.ExpiresAt <= now ? ApiKeyState.Expired
        : Usage.Invites >= Limits.MaxInvites ? ApiKeyState.Exhausted
        : ApiKeyState.Active;
}
