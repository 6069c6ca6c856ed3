using System.Collections.Concurrent;
using System.Xml.Linq;

namespace InvitesApi.Server.Xmpp;

/// <summary>
/// The names of what streams bring, as System.Xml.Linq has them. That keeps a name for as long as anybody holds its namespace, and this program holds
/// those that it uses for ever: names that others choose would fill the memory, however short each stream is. So a name that is new when there are
/// many gets a namespace that nobody holds, and means nothing here.
/// </summary>
internal sealed class StanzaNames
{
    private const int UsualMost = 512 * 1024;

    // After any namespace: a space is in none.
    private const string Other = " other";

    private readonly ConcurrentDictionary<(string Namespace, string Name), XName> _kept = new();
    private readonly int _most;
    private int _characters;

    /// <summary>Makes some, with those in them that a component can't do without.</summary>
    /// <param name="most">How many characters those that are kept may have together.</param>
    public StanzaNames(int most)
    {
        _most = most;
        Keep(Ns.Component, "iq", "presence", "message", "error", "handshake");
        Keep(Ns.StreamErrors, "conflict", "connection-timeout", "host-gone", "host-unknown", "not-authorized", "system-shutdown", "text");
        Keep(Ns.Streams, "stream", "error");
        Keep(Ns.Commands, "command", "actions", "execute", "complete", "cancel", "note");
        Keep(Ns.Data, "x", "field", "value");
        Keep(Ns.DiscoInfo, "query");
        Keep(Ns.DiscoItems, "query");
        Keep(Ns.Ping, "ping");
        Keep(XNamespace.None, "action", "from", "id", "node", "sessionid", "status", "to", "type", "var", "version");
    }

    /// <summary>Those of this process.</summary>
    public static StanzaNames OfProcess { get; } = new(UsualMost);

    /// <summary>A name.</summary>
    /// <param name="name">The local name.</param>
    /// <param name="uri">Its namespace; empty: none.</param>
    public XName Get(string name, string uri)
    {
        if (_kept.TryGetValue((uri, name), out XName? kept))
        {
            return kept;
        }

        if (Interlocked.Add(ref _characters, name.Length + uri.Length) > _most)
        {
            Interlocked.Add(ref _characters, -name.Length - uri.Length);
            return XName.Get(name, uri + Other);
        }

        return _kept.GetOrAdd((uri, name), static key => XName.Get(key.Name, key.Namespace));
    }

    private void Keep(XNamespace space, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            _kept.TryAdd((space.NamespaceName, name), space + name);
        }
    }
}
