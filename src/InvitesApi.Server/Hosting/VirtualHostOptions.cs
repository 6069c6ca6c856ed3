namespace InvitesApi.Server.Hosting;

/// <summary>How one virtual host is served.</summary>
/// <param name="Name">The XMPP domain, in any form.</param>
/// <param name="ExternalUri">The base of the links that are handed out; null: the scheme and the Host of the request.</param>
/// <param name="InvitePage">The template of those links; see <see cref="Invites.InvitePageTemplate"/>.</param>
public sealed record VirtualHostOptions(
    string Name,
    Uri? ExternalUri = null,
    string InvitePage = Invites.InvitePageTemplate.Default);
