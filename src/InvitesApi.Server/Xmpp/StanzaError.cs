using System.Xml.Linq;

namespace InvitesApi.Server.Xmpp;

/// <summary>Why a request failed (RFC 6120 §8.3).</summary>
/// <param name="Type">What may be done about it: <c>auth</c>, <c>cancel</c>, <c>continue</c>, <c>modify</c> or <c>wait</c>.</param>
/// <param name="Condition">The defined condition, such as <c>conflict</c>.</param>
/// <param name="Text">The words that came with it; empty where none did.</param>
internal sealed record StanzaError(string Type, string Condition, string Text = "")
{
    /// <summary>Reads the error out of an answer.</summary>
    /// <param name="stanza">An answer of the type error.</param>
    public static StanzaError Of(XElement stanza)
    {
        XElement? error = stanza.Element(stanza.Name.Namespace + "error");
        XElement? condition = error?.Elements().FirstOrDefault(e => e.Name.Namespace == Ns.StanzaErrors && e.Name.LocalName != "text");
        return new StanzaError(
            (string?)error?.Attribute("type") ?? "cancel",
            condition?.Name.LocalName ?? "undefined-condition",
            (string?)error?.Element(Ns.StanzaErrors + "text") ?? string.Empty);
    }

    /// <summary>The answer to a request that failed so.</summary>
    /// <param name="request">The request.</param>
    /// <param name="detail">A condition of the application; null for none.</param>
    public XElement Answer(XElement request, XElement? detail = null)
    {
        var error = new XElement(
            request.Name.Namespace + "error",
            new XAttribute("type", Type),
            new XElement(Ns.StanzaErrors + Condition));
        if (Text.Length > 0)
        {
            error.Add(new XElement(Ns.StanzaErrors + "text", new XAttribute(XNamespace.Xml + "lang", "en"), Text));
        }

        error.Add(detail);
        XElement answer = Iq.Answer(request, "error");
        answer.Add(error);
        return answer;
    }
}
