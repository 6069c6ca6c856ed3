namespace InvitesApi.Server.Invites;

/// <summary>What the links to a host's invites are made of, as the server that serves it has it.</summary>
/// <param name="Base">What stands before a path: scheme, authority and prefix, without a slash at its end.</param>
/// <param name="Template">The template; see <see cref="InvitePageTemplate"/>.</param>
public sealed record HostLinks(string Base, string Template);
