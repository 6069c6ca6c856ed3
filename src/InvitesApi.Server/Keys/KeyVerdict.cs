namespace InvitesApi.Server.Keys;

/// <summary>What a client is told of the key that it presented.</summary>
public enum KeyVerdict
{
    /// <summary>It may do what it asked for.</summary>
    Accepted,

    /// <summary>There is no such key at this host, its token is another, or it is no longer good. Which of them is nobody's business.</summary>
    Refused,

    /// <summary>The key is good, but not for this method.</summary>
    MethodNotAllowed,

    /// <summary>The key is good, but not from this address.</summary>
    AddressNotAllowed,

    /// <summary>The key is good, but not for this.</summary>
    ScopeMissing,

    /// <summary>The key has made as many invites as it may.</summary>
    Exhausted,

    /// <summary>As many of its invites are pending as may be.</summary>
    TooManyPending,

    /// <summary>It is used too often: waiting helps.</summary>
    TooFast,
}
