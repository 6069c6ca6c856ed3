using InvitesApi.Server.Keys;

namespace InvitesApi.Server.Invites;

/// <summary>Who asks for which invite.</summary>
/// <param name="Use">Who asks: the key that was presented. The invite is made at its time.</param>
/// <param name="Kind">What the invite shall let its holder do.</param>
/// <param name="ExpiresAt">From when on it shall be void, in seconds since 1970; earlier, where the key says so.</param>
public readonly record struct InviteRequest(KeyUse Use, InviteKind Kind, long ExpiresAt);
