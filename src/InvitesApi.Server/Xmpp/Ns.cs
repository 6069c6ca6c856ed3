using System.Xml.Linq;

namespace InvitesApi.Server.Xmpp;

/// <summary>The XML namespaces of XMPP that are used here.</summary>
internal static class Ns
{
    /// <summary>RFC 6120 §4.8.1: the stream itself.</summary>
    public static readonly XNamespace Streams = "http://etherx.jabber.org/streams";

    /// <summary>RFC 6120 §4.9: what ends a stream.</summary>
    public static readonly XNamespace StreamErrors = "urn:ietf:params:xml:ns:xmpp-streams";

    /// <summary>RFC 6120 §8.3: what a stanza failed of.</summary>
    public static readonly XNamespace StanzaErrors = "urn:ietf:params:xml:ns:xmpp-stanzas";

    /// <summary>RFC 6120 §5: STARTTLS.</summary>
    public static readonly XNamespace Tls = "urn:ietf:params:xml:ns:xmpp-tls";

    /// <summary>RFC 6120 §6: the login.</summary>
    public static readonly XNamespace Sasl = "urn:ietf:params:xml:ns:xmpp-sasl";

    /// <summary>Stanzas between a client and its server.</summary>
    public static readonly XNamespace Client = "jabber:client";

    /// <summary>XEP-0114: stanzas between a component and its server.</summary>
    public static readonly XNamespace Component = "jabber:component:accept";

    /// <summary>XEP-0077: registration.</summary>
    public static readonly XNamespace Register = "jabber:iq:register";

    /// <summary>XEP-0077 §8: the stream feature of it.</summary>
    public static readonly XNamespace RegisterFeature = "http://jabber.org/features/iq-register";

    /// <summary>XEP-0445: the stream feature of registration by a token.</summary>
    public static readonly XNamespace RegisterByToken = "urn:xmpp:ibr-token:0";

    /// <summary>XEP-0379, XEP-0445: the token.</summary>
    public static readonly XNamespace Preauth = "urn:xmpp:pars:0";

    /// <summary>XEP-0004: data forms.</summary>
    public static readonly XNamespace Data = "jabber:x:data";

    /// <summary>XEP-0066: an address to go to instead.</summary>
    public static readonly XNamespace OutOfBand = "jabber:x:oob";

    /// <summary>XEP-0030: what is this.</summary>
    public static readonly XNamespace DiscoInfo = "http://jabber.org/protocol/disco#info";

    /// <summary>XEP-0030: what is there.</summary>
    public static readonly XNamespace DiscoItems = "http://jabber.org/protocol/disco#items";

    /// <summary>XEP-0050: ad-hoc commands.</summary>
    public static readonly XNamespace Commands = "http://jabber.org/protocol/commands";

    /// <summary>XEP-0199: ping.</summary>
    public static readonly XNamespace Ping = "urn:xmpp:ping";
}
