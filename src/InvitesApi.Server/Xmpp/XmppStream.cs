using System.Xml.Linq;

namespace InvitesApi.Server.Xmpp;

/// <summary>A stream of stanzas in both directions over one connection (RFC 6120 §4).</summary>
internal sealed class XmppStream : IAsyncDisposable
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    private readonly XNamespace _content;
    private readonly StreamLimits _limits;
    private readonly StanzaReader _reader;
    private readonly StanzaWriter _writer;
    private bool _isOpen;

    /// <summary>Makes one.</summary>
    /// <param name="transport">The connection, disposed with the stream.</param>
    /// <param name="content">The namespace of the stanzas.</param>
    /// <param name="limits">What the other side may send.</param>
    public XmppStream(Stream transport, XNamespace content, StreamLimits limits)
    {
        Transport = transport;
        _content = content;
        _limits = limits;
        _reader = new StanzaReader(transport, limits);
        _writer = new StanzaWriter(transport);
    }

    /// <summary>The connection.</summary>
    public Stream Transport { get; }

    /// <summary>The id that the server gave the stream; empty before it is open.</summary>
    public string Id { get; private set; } = string.Empty;

    /// <summary>What the server offers (RFC 6120 §4.3.2); empty before they were read.</summary>
    public XElement Features { get; private set; } = new(Ns.Streams + "features");

    /// <summary>Opens the stream.</summary>
    /// <param name="to">The domain that is spoken to.</param>
    /// <param name="version">The version; null for none, as XEP-0114 has it.</param>
    /// <param name="cancellation">Ends the wait, and with it the stream.</param>
    public async Task OpenAsync(string to, string? version, CancellationToken cancellation)
    {
        await _writer.OpenAsync(_content, to, version, cancellation);
        XElement header = await _reader.ReadHeaderAsync(cancellation);
        if (header.Name != Ns.Streams + "stream")
        {
            throw new XmppException(XmppFailure.Malformed, $"The server opened no stream, but <{header.Name.LocalName}>.");
        }

        Id = (string?)header.Attribute("id") ?? string.Empty;
        _isOpen = true;
    }

    /// <summary>Reads what the server offers.</summary>
    /// <param name="cancellation">Ends the wait, and with it the stream.</param>
    public async Task ReadFeaturesAsync(CancellationToken cancellation)
    {
        XElement features = await ReceiveAsync(cancellation);
        Features = features.Name == Ns.Streams + "features" ? features : throw new XmppException(
            XmppFailure.Malformed,
            $"The server sent <{features.Name.LocalName}> where it should tell what it offers.");
    }

    /// <summary>Begins anew over another transport, or the same: what was read ahead is dropped (RFC 6120 §5.4.3.3).</summary>
    /// <param name="transport">The transport.</param>
    public XmppStream Restart(Stream transport)
    {
        _isOpen = false;
        _reader.Dispose();
        _writer.Dispose();
        return new XmppStream(transport, _content, _limits);
    }

    /// <summary>Sends a stanza.</summary>
    /// <param name="stanza">It.</param>
    /// <param name="cancellation">Ends the wait, and with it the stream.</param>
    public Task SendAsync(XElement stanza, CancellationToken cancellation) => _writer.SendAsync(stanza, cancellation);

    /// <summary>Waits for the next stanza.</summary>
    /// <param name="cancellation">Ends the wait, and with it the stream.</param>
    /// <exception cref="XmppException">The stream has ended, with an error or without.</exception>
    public async Task<XElement> ReceiveAsync(CancellationToken cancellation)
    {
        XElement stanza = await _reader.ReadStanzaAsync(cancellation);
        if (stanza.Name != Ns.Streams + "error")
        {
            return stanza;
        }

        string condition = stanza.Elements().FirstOrDefault(e => e.Name.Namespace == Ns.StreamErrors && e.Name.LocalName != "text")
            ?.Name.LocalName ?? "undefined-condition";
        string text = (string?)stanza.Element(Ns.StreamErrors + "text") ?? string.Empty;
        throw new XmppException(XmppFailure.StreamError, $"The server ended the stream: {condition}. {text}".Trim(), condition);
    }

    /// <summary>Sends a request and waits for its answer; what comes between is dropped.</summary>
    /// <param name="iq">The request; its id is set here.</param>
    /// <param name="cancellation">Ends the wait, and with it the stream.</param>
    /// <returns>The answer, a result or an error.</returns>
    public async Task<XElement> AskAsync(XElement iq, CancellationToken cancellation)
    {
        string id = Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(8));
        iq.SetAttributeValue("id", id);
        await SendAsync(iq, cancellation);
        while (true)
        {
            XElement stanza = await ReceiveAsync(cancellation);
            if (stanza.Name == _content + "iq"
                && (string?)stanza.Attribute("id") == id
                && (string?)stanza.Attribute("type") is "result" or "error")
            {
                return stanza;
            }
        }
    }

    /// <summary>Says good-bye, if the other side still listens, and closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isOpen)
        {
            _isOpen = false;
            using var limit = new CancellationTokenSource(Farewell);
            try
            {
                await _writer.CloseAsync(limit.Token);
            }
            catch (Exception error) when (error is XmppException or OperationCanceledException or ArgumentException)
            {
                // Nobody listens any more: the end of the connection says it too.
            }
        }

        _reader.Dispose();
        _writer.Dispose();
        await Transport.DisposeAsync();
    }
}
