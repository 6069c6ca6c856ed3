namespace InvitesApi.Server.Hosting.Operation;

/// <summary>Why an invite was refused, as the metrics call it. The names stay: people's alerts hold them.</summary>
internal static class RefusalReason
{
    /// <summary>No key was sent.</summary>
    public const string KeyMissing = "key_missing";

    /// <summary>The key is unknown, malformed or revoked.</summary>
    public const string KeyRefused = "key_refused";

    /// <summary>The key was in the query, which the host does not take.</summary>
    public const string KeyInQuery = "key_in_query";

    /// <summary>The client has failed too often.</summary>
    public const string TooManyFailures = "too_many_failures";

    /// <summary>The key may not be used with this method.</summary>
    public const string MethodNotAllowed = "method_not_allowed";

    /// <summary>The key may not be used from this address, or for this.</summary>
    public const string KeyNotAllowed = "key_not_allowed";

    /// <summary>The key has made as many invites as it may, or as many of them are pending.</summary>
    public const string KeyExhausted = "key_exhausted";

    /// <summary>The key is used too often.</summary>
    public const string KeyTooFast = "key_too_fast";

    /// <summary>The database was busy, or too many waited for it.</summary>
    public const string Busy = "busy";

    /// <summary>The invite could not be stored.</summary>
    public const string StorageFailed = "storage_failed";
}
