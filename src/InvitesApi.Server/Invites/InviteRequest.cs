using InvitesApi.Server.Keys;

namespace InvitesApi.Server.Invites;

/// <summary>Who asks for which invite.</summary>
/// <param name="Use">Who asks: the key that was presented. The invite is made at its time.</param>
/// <param name="Kind">What the invite shall let its holder do.</param>
/// <param name="Username">Whose password it lets its holder set, in the form of <see cref="Accounts.AccountName"/>; null: it is for an account.</param>
/// <param name="ExpiresAt">From when on it shall be void, in seconds since 1970; earlier, where the key says so.</param>
public readonly record struct InviteRequest(KeyUse Use, InviteKind Kind, string? Username, long ExpiresAt);
