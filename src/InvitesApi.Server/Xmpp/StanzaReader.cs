using System.Xml;
using System.Xml.Linq;

namespace InvitesApi.Server.Xmpp;

/// <summary>
/// Reads a stream of stanzas, each as soon as its last byte has come. Comments, processing instructions, DTDs and what is not well-formed
/// end it (RFC 6120 §11.1).
/// </summary>
internal sealed class StanzaReader : IDisposable
{
    private readonly StreamLimits _limits;
    private readonly StanzaNames _names;
    private readonly BoundedStream _input;
    private readonly XmlReader _xml;

    /// <summary>Makes one.</summary>
    /// <param name="transport">Where the bytes come from; not disposed here.</param>
    /// <param name="limits">What the other side may send.</param>
    /// <param name="names">Where names are kept; null: those of this process.</param>
    public StanzaReader(Stream transport, StreamLimits limits, StanzaNames? names = null)
    {
        _limits = limits;
        _names = names ?? StanzaNames.OfProcess;
        _input = new BoundedStream(transport, limits.StanzaBytes);
        _xml = XmlReader.Create(_input, new XmlReaderSettings
        {
            Async = true,
            CloseInput = false,
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            NameTable = new BoundedNames(limits.Names),
        });
    }

    /// <summary>Reads the header of the stream.</summary>
    /// <param name="cancellation">Ends the wait, and with it the stream.</param>
    /// <returns>The root element without content.</returns>
    public Task<XElement> ReadHeaderAsync(CancellationToken cancellation) => GuardAsync(
        async () =>
        {
            await _xml.MoveToContentAsync();
            return _xml.NodeType == XmlNodeType.Element && !_xml.IsEmptyElement ? Begin() : throw NoXmpp();
        },
        cancellation);

    /// <summary>Reads the next stanza.</summary>
    /// <param name="cancellation">Ends the wait, and with it the stream.</param>
    /// <returns>It, whole.</returns>
    /// <exception cref="XmppException">The stream has ended, or is none.</exception>
    public Task<XElement> ReadStanzaAsync(CancellationToken cancellation) => GuardAsync(ReadStanzaAsync, cancellation);

    /// <inheritdoc/>
    public void Dispose()
    {
        _xml.Dispose();
        _input.Dispose();
    }

    private async Task<XElement> ReadStanzaAsync()
    {
        while (await _xml.ReadAsync())
        {
            switch (_xml.NodeType)
            {
                case XmlNodeType.Element:
                    return _xml.IsEmptyElement ? Begin() : await ReadContentAsync(Begin());
                case XmlNodeType.EndElement:
                    throw new XmppException(XmppFailure.Closed, "The server has closed the stream.");
                case XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    break; // a sign of life (RFC 6120 §4.6.1)
                default:
                    throw NoXmpp();
            }
        }

        throw new XmppException(XmppFailure.Closed, "The server has closed the connection.");
    }

    private async Task<XElement> ReadContentAsync(XElement root)
    {
        XElement current = root;
        while (await _xml.ReadAsync())
        {
            switch (_xml.NodeType)
            {
                case XmlNodeType.Element when _xml.Depth > _limits.Depth:
                    throw new XmppException(XmppFailure.Malformed, $"The server sent a stanza that is nested deeper than {_limits.Depth}.");
                case XmlNodeType.Element:
                    bool isEmpty = _xml.IsEmptyElement;
                    XElement child = Begin();
                    current.Add(child);
                    current = isEmpty ? current : child;
                    break;
                case XmlNodeType.EndElement when current.Parent is null:
                    return root;
                case XmlNodeType.EndElement:
                    current = current.Parent;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    current.Add(new XText(await _xml.GetValueAsync()));
                    break;
                default:
                    throw NoXmpp();
            }
        }

        throw NoXmpp();
    }

    private XElement Begin()
    {
        if (_xml.NamespaceURI == XNamespace.Xmlns.NamespaceName)
        {
            throw NoXmpp(); // an element may not have that prefix (Namespaces in XML §3), and an answer could not be written
        }

        var element = new XElement(_names.Get(_xml.LocalName, _xml.NamespaceURI));
        while (_xml.MoveToNextAttribute())
        {
            if (_xml.NamespaceURI != XNamespace.Xmlns.NamespaceName)
            {
                element.Add(new XAttribute(_names.Get(_xml.LocalName, _xml.NamespaceURI), _xml.Value));
            }
        }

        _xml.MoveToElement();
        return element;
    }

    private async Task<XElement> GuardAsync(Func<Task<XElement>> read, CancellationToken cancellation)
    {
        _input.Cancellation = cancellation;
        try
        {
            XElement element = await read();
            _input.Refill();
            return element;
        }
        catch (XmlException) when (_input.HasEnded)
        {
            throw new XmppException(XmppFailure.Closed, "The server has closed the connection.");
        }
        catch (XmlException error)
        {
            throw new XmppException(XmppFailure.Malformed, $"The server sent no XMPP: {error.Message}", innerException: error);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            throw new XmppException(XmppFailure.Closed, $"The connection broke: {error.Message}", innerException: error);
        }
    }

    private static XmppException NoXmpp() => new(XmppFailure.Malformed, "The server sent no XMPP.");
}
