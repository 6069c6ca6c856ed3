using System.Buffers;

namespace InvitesApi.Server.Invites;

/// <summary>
/// The <c>xmpp:</c> URIs of invites (RFC 5122, XEP-0147, XEP-0379 §3, XEP-0445 §4). What is not ASCII is percent-encoded UTF-8 (RFC 5122 §2.7).
/// </summary>
public static class InviteUri
{
    private const int LongestToken = 200;

    private static readonly SearchValues<char> Unreserved =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");

    /// <summary>The scheme, with its colon.</summary>
    public const string Scheme = "xmpp:";

    /// <summary>
    /// The URI of an invite: <c>xmpp:HOST?register;preauth=TOKEN</c>, with <c>USER@</c> where the name is preset or a password is to be set;
    /// <c>xmpp:USER@HOST?roster;preauth=TOKEN</c> for a contact, and <c>;ibr=y</c> where the holder may make an account too.
    /// </summary>
    /// <param name="terms">What the invite lets its holder do.</param>
    /// <param name="token">Its token.</param>
    public static string For(InviteTerms terms, string token)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(token);
        return terms.Kind == InviteKind.Contact
            ? $"{Scheme}{Address(terms.Contact, terms.VirtualHost)}?roster;preauth={Uri.EscapeDataString(token)}{(terms.AllowRegistration ? ";ibr=y" : string.Empty)}"
            : $"{Scheme}{Address(terms.Username, terms.VirtualHost)}?register;preauth={Uri.EscapeDataString(token)}";
    }

    /// <summary>The URI of an invite to make an account of any name.</summary>
    /// <param name="virtualHost">The host, in Unicode.</param>
    /// <param name="token">The token.</param>
    public static string ForAccount(string virtualHost, string token) => $"{Scheme}{Address(null, virtualHost)}?register;preauth={token}";

    /// <summary>
    /// The token in a link to an invite: a URI of this form, or a page. The page has it in its query, alone or as the value of a parameter; else
    /// in its fragment, or as the last part of its path.
    /// </summary>
    /// <param name="link">A token, a page's link or an <c>xmpp:</c> URI.</param>
    /// <returns>What stands where the token should; the text itself where it is no link.</returns>
    public static string TokenOf(string link)
    {
        ArgumentNullException.ThrowIfNull(link);
        const string Preauth = ";preauth=";
        if (link.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            int start = link.IndexOf(Preauth, StringComparison.OrdinalIgnoreCase);
            return start < 0 ? link : link[(start + Preauth.Length)..].Split(';')[0];
        }

        int query = link.IndexOf('?', StringComparison.Ordinal);
        string last = query < 0 ? link.TrimEnd('/') : TokenPart(link[(query + 1)..]);
        return last[(last.AsSpan().LastIndexOfAny("/#=") + 1)..];
    }

    /// <summary>Whether a text can be the token of an invite that was made elsewhere: it must stand in a link as it is (RFC 3986 §2.3).</summary>
    /// <param name="text">The text.</param>
    public static bool IsToken(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length is > 0 and <= LongestToken && text.AsSpan().IndexOfAnyExcept(Unreserved) < 0;
    }

    // What has no name is the token; what has one may be anything, as trackers add to links, so the first of those is it.
    private static string TokenPart(string query)
    {
        string[] parts = query.Split('#')[0].Split('&');
        return Array.Find(parts, part => !part.Contains('=', StringComparison.Ordinal)) ?? parts[0];
    }

    private static string Address(string? username, string host) => username is null
        ? Uri.EscapeDataString(host)
        : $"{Uri.EscapeDataString(username)}@{Uri.EscapeDataString(host)}";
}
