using InvitesApi.Server.Keys;

namespace InvitesApi.Server.Invites;

/// <summary>Who asks for which invite.</summary>
/// <param name="VirtualHost">The host that was asked, in its one form.</param>
/// <param name="KeyId">The id of the key that was presented.</param>
/// <param name="TokenHash">The hash of the token that was presented with it.</param>
/// <param name="Method">The HTTP method of the request.</param>
/// <param name="Kind">What the invite shall let its holder do.</param>
/// <param name="CreatedAt">Now, in seconds since 1970.</param>
/// <param name="ExpiresAt">From when on it shall be void, likewise.</param>
public readonly record struct InviteRequest(
    string VirtualHost,
    ReadOnlyMemory<char> KeyId,
    TokenHash TokenHash,
    ApiKeyMethods Method,
    InviteKind Kind,
    long CreatedAt,
    long ExpiresAt);
