namespace InvitesApi.Server.Invites;

/// <summary>The <c>xmpp:</c> URIs of invites (RFC 5122, XEP-0147, XEP-0445 §4).</summary>
public static class InviteUri
{
    /// <summary>The URI of an invite to make an account: <c>xmpp:HOST?register;preauth=TOKEN</c>.</summary>
    /// <param name="virtualHost">The host, in Unicode; what is not ASCII is percent-encoded UTF-8 (RFC 5122 §2.7).</param>
    /// <param name="token">The token.</param>
    public static string ForAccount(string virtualHost, string token) =>
        $"xmpp:{Uri.EscapeDataString(virtualHost)}?register;preauth={token}";
}
