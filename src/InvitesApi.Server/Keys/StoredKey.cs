namespace InvitesApi.Server.Keys;

/// <summary>What a store knows of a key when a client presents it.</summary>
/// <param name="Hash">The SHA-256 of its token.</param>
/// <param name="Methods">The HTTP methods that it may be used with.</param>
public sealed record StoredKey(TokenHash Hash, ApiKeyMethods Methods)
{
    /// <summary>What else it is limited to.</summary>
    public ApiKeyLimits Limits { get; init; } = ApiKeyLimits.None;

    /// <summary>Whether it was removed.</summary>
    public bool IsRemoved { get; init; }

    /// <summary>Whether it is disabled.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>The SHA-256 of the token that it had before it was reset.</summary>
    public TokenHash PreviousHash { get; init; }

    /// <summary>Until when that one is good too, in seconds since 1970.</summary>
    public long PreviousUntil { get; init; }
}
