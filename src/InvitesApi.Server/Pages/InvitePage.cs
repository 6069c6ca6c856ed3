using System.Globalization;
using System.Text.Encodings.Web;
using InvitesApi.Server.Invites;

namespace InvitesApi.Server.Pages;

/// <summary>What a visitor with an invite sees.</summary>
internal static class InvitePage
{
    /// <summary>An invite that can be used.</summary>
    public static string Good(Invite invite) => Document(
        $"Join {invite.VirtualHost}",
        $"""
        <p>You are invited to make an account on {Encode(invite.VirtualHost)}, to chat with an app of your choice that speaks XMPP.</p>
        <p><a href="{Encode(invite.Uri)}">Accept the invitation</a></p>
        <p>If nothing happens, you have no such app yet: install one, then open this page again.</p>
        {Expiry(invite)}
        """);

    /// <summary>An invite whose time is over.</summary>
    public static string Expired(string virtualHost) => Document(
        "This invitation has expired",
        $"<p>It was good for a limited time. Ask who invited you to {Encode(virtualHost)} for a new one.</p>");

    /// <summary>A link that belongs to no invite.</summary>
    public static string Unknown(string virtualHost) => Document(
        "This invitation is not known",
        $"<p>The link may be incomplete. Open it once more, or ask who invited you to {Encode(virtualHost)} for a new one.</p>");

    private static string Expiry(Invite invite) => invite.ExpiresAt is not { } end ? string.Empty : string.Create(
        CultureInfo.InvariantCulture,
        $"<p>It is good until <time datetime=\"{end:yyyy-MM-dd'T'HH:mm:ss'Z'}\">{end:yyyy-MM-dd HH:mm} UTC</time>.</p>");

    private static string Document(string title, string body) =>
        $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{Encode(title)}</title>
        </head>
        <body>
        <main>
        <h1>{Encode(title)}</h1>
        {body}
        </main>
        </body>
        </html>

        """;

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
