namespace InvitesApi.Server.Xmpp;

/// <summary>What the other side may make us hold.</summary>
/// <param name="StanzaBytes">The most bytes from the end of one stanza to the end of the next, give or take a read buffer.</param>
/// <param name="Depth">How deep elements may be nested in a stanza.</param>
/// <param name="Names">How many characters the different names of a stream's elements, attributes and namespaces may have together.</param>
internal sealed record StreamLimits(int StanzaBytes, int Depth, int Names)
{
    /// <summary>Room for a form with pictures, for any command, and for the names of all XEPs many times over.</summary>
    public static readonly StreamLimits Default = new(256 * 1024, 32, 1024 * 1024);
}
