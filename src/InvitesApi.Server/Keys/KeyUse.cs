using System.Net;

namespace InvitesApi.Server.Keys;

/// <summary>What a client presents, and what it wants to do with it.</summary>
/// <param name="VirtualHost">The host that was asked, in its one form.</param>
/// <param name="KeyId">The id of the key that was presented.</param>
/// <param name="TokenHash">The hash of the token that was presented with it.</param>
/// <param name="Method">The HTTP method of the request; none: one that keys are not limited in.</param>
/// <param name="Scope">What the key is needed for.</param>
/// <param name="Address">Where the client is; null: it has no address.</param>
/// <param name="At">Now, in seconds since 1970.</param>
public readonly record struct KeyUse(
    string VirtualHost,
    ReadOnlyMemory<char> KeyId,
    TokenHash TokenHash,
    ApiKeyMethods Method,
    ApiKeyScopes Scope,
    IPAddress? Address,
    long At)
{
    /// <summary>What counts the uses of keys in this process; null: they are not counted.</summary>
    public KeyRates? Rates { get; init; }
}
