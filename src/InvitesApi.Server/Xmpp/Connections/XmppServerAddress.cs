namespace InvitesApi.Server.Xmpp.Connections;

/// <summary>Where an XMPP server is.</summary>
/// <param name="Host">A host, an IP address, or a domain.</param>
/// <param name="Port">The port; null: it is looked up in the DNS with the host.</param>
/// <param name="DirectTls">Whether the connection begins with TLS (XEP-0368); else STARTTLS follows.</param>
internal sealed record XmppServerAddress(string Host, int? Port, bool DirectTls)
{
    /// <summary>The scheme of <c>xmpp://HOST:PORT</c>.</summary>
    public const string Scheme = "xmpp";

    /// <summary>The scheme of <c>xmpps://HOST:PORT</c>, where the connection begins with TLS.</summary>
    public const string DirectTlsScheme = "xmpps";

    /// <summary>Reads a URI.</summary>
    /// <param name="uri">The URI, of one of the two schemes.</param>
    /// <returns>The address; null where the URI has no host, or has more than host and port.</returns>
    public static XmppServerAddress? Of(Uri uri)
    {
        bool isPlain = uri.Host.Length > 0 && uri.UserInfo.Length == 0 && uri.PathAndQuery.Length <= 1 && uri.Fragment.Length == 0;
        return isPlain && uri.Port != 0
            ? new XmppServerAddress(uri.IdnHost, uri.Port < 0 ? null : uri.Port, uri.Scheme == DirectTlsScheme)
            : null;
    }
}
