namespace InvitesApi.Server.Keys;

/// <summary>A key as it is listed: everything about it but its secret.</summary>
/// <param name="VirtualHost">The host that it makes invites for.</param>
/// <param name="Id">What names it there.</param>
/// <param name="Name">What its maker called it; null where it has no name.</param>
/// <param name="Methods">The HTTP methods that it may be used with.</param>
/// <param name="CreatedAt">When it was made, in UTC, to the second.</param>
public sealed record ApiKey(
    string VirtualHost,
    string Id,
    string? Name,
    ApiKeyMethods Methods,
    DateTimeOffset CreatedAt);
