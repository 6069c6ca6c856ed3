using System.Xml.Linq;

namespace InvitesApi.Server.Xmpp.Components;

/// <summary>Tells what the component is and which commands it has for whoever asks (XEP-0030, XEP-0050 §2).</summary>
/// <param name="name">The component's domain.</param>
/// <param name="commands">The commands there are.</param>
internal sealed class Discovery(string name, IReadOnlyList<ICommand> commands)
{
    private const string Title = "Invites";

    /// <summary>Answers a request of the type get.</summary>
    /// <param name="iq">The request.</param>
    /// <param name="query">Its payload.</param>
    /// <param name="from">Who asks.</param>
    public XElement Answer(XElement iq, XElement query, Jid from)
    {
        string node = (string?)query.Attribute("node") ?? string.Empty;
        object[]? content = query.Name == Ns.DiscoInfo + "query" ? Info(node, from) : Items(node, from);
        if (content is null)
        {
            return new StanzaError("cancel", "item-not-found").Answer(iq);
        }

        return Iq.Answer(iq, "result", new XElement(query.Name, query.Attribute("node"), content));
    }

    private object[]? Info(string node, Jid from)
    {
        if (node.Length == 0)
        {
            return
            [
                Identity("component", "generic", Title),
                Feature(Ns.DiscoInfo.NamespaceName),
                Feature(Ns.DiscoItems.NamespaceName),
                Feature(Ns.Commands.NamespaceName),
                Feature(Ns.Ping.NamespaceName),
            ];
        }

        if (node == Ns.Commands.NamespaceName)
        {
            return [Identity("automation", "command-list", Title)];
        }

        return Allowed(from).FirstOrDefault(command => command.Node == node) is { } found
            ? [Identity("automation", "command-node", found.Title), Feature(Ns.Commands.NamespaceName), Feature(Ns.Data.NamespaceName)]
            : null;
    }

    private object[]? Items(string node, Jid from)
    {
        if (node.Length == 0)
        {
            return [];
        }

        return node != Ns.Commands.NamespaceName ? null :
        [
            .. Allowed(from).Select(command => new XElement(
                Ns.DiscoItems + "item",
                new XAttribute("jid", name),
                new XAttribute("node", command.Node),
                new XAttribute("name", command.Title))),
        ];
    }

    private IEnumerable<ICommand> Allowed(Jid from) => commands.Where(command => command.IsAllowed(from));

    private static XElement Identity(string category, string type, string title) => new(
        Ns.DiscoInfo + "identity",
        new XAttribute("category", category),
        new XAttribute("type", type),
        new XAttribute("name", title));

    private static XElement Feature(string var) => new(Ns.DiscoInfo + "feature", new XAttribute("var", var));
}
