namespace InvitesApi.Server.Xmpp.Connections;

/// <summary>A place to connect to.</summary>
/// <param name="Host">A host or an IP address.</param>
/// <param name="Port">The port.</param>
/// <param name="DirectTls">Whether the connection begins with TLS (XEP-0368).</param>
internal sealed record XmppTarget(string Host, int Port, bool DirectTls);
