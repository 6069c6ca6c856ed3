namespace InvitesApi.Server.Keys;

/// <summary>Why a key may not do something, as its administrator is told. The names stay: scripts compare them.</summary>
public enum KeyReason
{
    /// <summary>It may.</summary>
    None,

    /// <summary>The text has not the form of a key.</summary>
    Malformed,

    /// <summary>The text has a typo: its checksum is wrong.</summary>
    Mistyped,

    /// <summary>The host has no key with this id.</summary>
    Unknown,

    /// <summary>The key has another token.</summary>
    WrongToken,

    /// <summary>It was removed.</summary>
    Removed,

    /// <summary>It is disabled.</summary>
    Disabled,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>It may not be used from this address.</summary>
    AddressNotAllowed,

    /// <summary>It may not be used for this.</summary>
    ScopeMissing,

    /// <summary>It may not be used with this method.</summary>
    MethodNotAllowed,

    /// <summary>It has made as many invites as it may.</summary>
    Exhausted,

    /// <summary>As many of its invites are pending as may be.</summary>
    TooManyPending,
}
