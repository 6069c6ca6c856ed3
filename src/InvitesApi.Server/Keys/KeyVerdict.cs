namespace InvitesApi.Server.Keys;

/// <summary>What is said of a key that a client presented.</summary>
public enum KeyVerdict
{
    /// <summary>It may do what it asked for.</summary>
    Accepted,

    /// <summary>There is no such key at this host, or its token is another. Which of them is nobody's business.</summary>
    Refused,

    /// <summary>The key is good, but not for this method.</summary>
    MethodNotAllowed,
}
