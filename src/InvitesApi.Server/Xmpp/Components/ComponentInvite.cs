namespace InvitesApi.Server.Xmpp.Components;

/// <summary>An invite, as a client is told of it (XEP-0401 §4.1).</summary>
/// <param name="Uri">The <c>xmpp:</c> URI.</param>
/// <param name="LandingUrl">The page that the invite opens; null where there is none.</param>
/// <param name="ExpiresAt">From when on it is void; null: never.</param>
public sealed record ComponentInvite(string Uri, string? LandingUrl, DateTimeOffset? ExpiresAt)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(ComponentInvite); // the links are secrets
}
