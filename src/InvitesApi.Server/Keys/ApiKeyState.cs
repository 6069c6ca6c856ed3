namespace InvitesApi.Server.Keys;

/// <summary>What a key is good for at a moment.</summary>
public enum ApiKeyState
{
    /// <summary>It may be used.</summary>
    Active,

    /// <summary>It is refused until it is enabled again.</summary>
    Disabled,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>It has made as many invites as it may.</summary>
    Exhausted,

    /// <summary>It was removed, and is kept for the history.</summary>
    Removed,
}
