using System.Xml.Linq;

namespace InvitesApi.Server.Xmpp;

/// <summary>Requests and their answers (RFC 6120 §8.2.3).</summary>
internal static class Iq
{
    /// <summary>A request to a server.</summary>
    /// <param name="type"><c>get</c> or <c>set</c>.</param>
    /// <param name="to">Whom.</param>
    /// <param name="payload">What.</param>
    public static XElement Request(string type, string to, XElement payload) => new(
        Ns.Client + "iq",
        new XAttribute("type", type),
        new XAttribute("to", to),
        payload);

    /// <summary>The answer to a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="type"><c>result</c> or <c>error</c>.</param>
    /// <param name="payload">What to answer; null for nothing.</param>
    public static XElement Answer(XElement request, string type, XElement? payload = null) => new(
        request.Name,
        new XAttribute("type", type),
        Copy(request, "to", "from"),
        Copy(request, "from", "to"),
        Copy(request, "id", "id"),
        payload);

    private static XAttribute? Copy(XElement request, string from, string to) =>
        request.Attribute(from) is { } attribute ? new XAttribute(to, attribute.Value) : null;
}
