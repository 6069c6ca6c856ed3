using System.Xml;
using System.Xml.Linq;

namespace InvitesApi.Server.Xmpp;

/// <summary>Writes a stream of stanzas, each as a whole, whoever else is writing.</summary>
internal sealed class StanzaWriter : IDisposable
{
    private readonly Stream _transport;
    private readonly MemoryStream _pending = new();
    private readonly XmlWriter _xml;
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Makes one.</summary>
    /// <param name="transport">Where the bytes go; not disposed here.</param>
    public StanzaWriter(Stream transport)
    {
        _transport = transport;
        _xml = XmlWriter.Create(_pending, new XmlWriterSettings
        {
            Encoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            NewLineHandling = NewLineHandling.Entitize,
            CloseOutput = false,
        });
    }

    /// <summary>Opens the stream (RFC 6120 §4.7).</summary>
    /// <param name="content">The namespace of its stanzas.</param>
    /// <param name="to">The domain that is spoken to.</param>
    /// <param name="version">The version; null for none, as XEP-0114 has it.</param>
    /// <param name="cancellation">Ends the wait, and with it the stream.</param>
    public Task OpenAsync(XNamespace content, string to, string? version, CancellationToken cancellation) => WriteAsync(
        () =>
        {
            _xml.WriteStartDocument();
            _xml.WriteStartElement("stream", "stream", Ns.Streams.NamespaceName);
            _xml.WriteAttributeString("xmlns", content.NamespaceName);
            _xml.WriteAttributeString("to", to);
            if (version is not null)
            {
                _xml.WriteAttributeString("version", version);
                _xml.WriteAttributeString("xml", "lang", XNamespace.Xml.NamespaceName, "en");
            }

            _xml.WriteWhitespace("\n"); // which ends the start tag
        },
        cancellation);

    /// <summary>Sends a stanza.</summary>
    /// <param name="stanza">It.</param>
    /// <param name="cancellation">Ends the wait, and with it the stream.</param>
    public Task SendAsync(XElement stanza, CancellationToken cancellation) => WriteAsync(() => stanza.WriteTo(_xml), cancellation);

    /// <summary>Closes the stream (RFC 6120 §4.4).</summary>
    /// <param name="cancellation">Ends the wait.</param>
    public Task CloseAsync(CancellationToken cancellation) => WriteAsync(_xml.WriteEndElement, cancellation);

    /// <inheritdoc/>
    public void Dispose()
    {
        _turn.Dispose();
        _pending.Dispose(); // the XmlWriter would close elements that were left open, and writes to nothing else
    }

    private async Task WriteAsync(Action write, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            write();
            _xml.Flush();
            await _transport.WriteAsync(_pending.GetBuffer().AsMemory(0, (int)_pending.Length), cancellation);
            await _transport.FlushAsync(cancellation);
            _pending.SetLength(0);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or InvalidOperationException)
        {
            throw new XmppException(XmppFailure.Closed, $"The connection broke: {error.Message}", innerException: error);
        }
        finally
        {
            _turn.Release();
        }
    }
}
