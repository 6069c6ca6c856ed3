using System.Globalization;
using InvitesApi.Server.Invites;

namespace InvitesApi.Server.Pages;

/// <summary>What a visitor with an invite sees.</summary>
internal static class InvitePage
{
    /// <summary>An invite that can be used.</summary>
    public static string Good(Invite invite) => HtmlDocument.Of(
        $"Join {invite.VirtualHost}",
        $"""
        <p>You are invited to make an account on {HtmlDocument.Encode(invite.VirtualHost)}, to chat with an app of your choice that speaks XMPP.</p>
        <p><a href="{HtmlDocument.Encode(invite.Uri)}">Accept the invitation</a></p>
        <p>If nothing happens, you have no such app yet: install one, then open this page again.</p>
        {Expiry(invite)}
        """);

    /// <summary>An invite whose time is over.</summary>
    public static string Expired(string virtualHost) => HtmlDocument.Of(
        "This invitation has expired",
        $"<p>It was good for a limited time. Ask who invited you to {HtmlDocument.Encode(virtualHost)} for a new one.</p>");

    /// <summary>A link that belongs to no invite.</summary>
    public static string Unknown(string virtualHost) => HtmlDocument.Of(
        "This invitation is not known",
        $"<p>The link may be incomplete. Open it once more, or ask who invited you to {HtmlDocument.Encode(virtualHost)} for a new one.</p>");

    private static string Expiry(Invite invite) => invite.ExpiresAt is not { } end ? string.Empty : string.Create(
        CultureInfo.InvariantCulture,
        $"<p>It is good until <time datetime=\"{end:yyyy-MM-dd'T'HH:mm:ss'Z'}\">{end:yyyy-MM-dd HH:mm} UTC</time>.</p>");
}
