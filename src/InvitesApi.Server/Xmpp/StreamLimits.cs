namespace InvitesApi.Server.Xmpp;

/// <summary>What the other side may make us hold.</summary>
/// <param name="StanzaBytes">The most bytes from the end of one stanza to the end of the next, give or take a read buffer.</param>
/// <param name="Depth">How deep elements may be nested in a stanza.</param>
internal sealed record StreamLimits(int StanzaBytes, int Depth)
{
    /// <summary>Room for a form with pictures, and for any command.</summary>
    public static readonly StreamLimits Default = new(256 * 1024, 32);
}
