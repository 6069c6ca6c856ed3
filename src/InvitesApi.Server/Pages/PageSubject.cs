namespace InvitesApi.Server.Pages;

/// <summary>What a page speaks of: what its texts are filled in with.</summary>
/// <param name="Site">The name of the site.</param>
/// <param name="Contact">Who invites to become a contact.</param>
/// <param name="Address">The address that the invite is for.</param>
/// <param name="ExpiresAt">Until when the invite is good.</param>
/// <param name="Count">The fewest characters of a password.</param>
internal sealed record PageSubject(
    string Site, string? Contact = null, string? Address = null, DateTimeOffset? ExpiresAt = null, int? Count = null);
