using InvitesApi.Server.Keys;

namespace InvitesApi.Server.Storage;

/// <summary>A key as one database hands it to another: whoever has its text can go on using it.</summary>
/// <param name="Key">What is listed of it.</param>
/// <param name="Hash">The SHA-256 of its token.</param>
public sealed record PortableKey(ApiKey Key, TokenHash Hash);
