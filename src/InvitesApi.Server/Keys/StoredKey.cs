namespace InvitesApi.Server.Keys;

/// <summary>What a store knows of a key when a client presents it.</summary>
/// <param name="Hash">The SHA-256 of its token.</param>
/// <param name="Methods">The HTTP methods that it may be used with.</param>
public sealed record StoredKey(TokenHash Hash, ApiKeyMethods Methods);
