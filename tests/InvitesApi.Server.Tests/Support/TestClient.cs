using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml.Linq;
using InvitesApi.Server.Xmpp;
using InvitesApi.Server.Xmpp.Connections;

namespace InvitesApi.Server.Tests.Support;

/// <summary>A small XMPP client that is logged in.</summary>
internal sealed class TestClient : IAsyncDisposable
{
    private static readonly XNamespace Sasl = "urn:ietf:params:xml:ns:xmpp-sasl";
    private static readonly XNamespace Bind = "urn:ietf:params:xml:ns:xmpp-bind";

    private readonly XmppStream _stream;

    private TestClient(XmppStream stream, string jid)
    {
        _stream = stream;
        Jid = jid;
    }

    /// <summary>Its full address.</summary>
    public string Jid { get; }

    /// <summary>Logs in by SASL PLAIN over TLS.</summary>
    /// <exception cref="UnauthorizedAccessException">The server refused name and password.</exception>
    public static async Task<TestClient> LogInAsync(
        int port, X509Certificate2Collection authorities, string username, string password, CancellationToken cancellation)
    {
        var connector = new XmppConnector(
            new XmppServerAddress(IPAddress.Loopback.ToString(), port, false), new XmppTargets([]), authorities, TimeProvider.System);
        XmppStream stream = await connector.ConnectAsync(Sample.Host, cancellation);
        string credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{username}\0{password}"));
        await stream.SendAsync(new XElement(Sasl + "auth", new XAttribute("mechanism", "PLAIN"), credentials), cancellation);
        XElement answer = await stream.ReceiveAsync(cancellation);
        if (answer.Name != Sasl + "success")
        {
            await stream.DisposeAsync();
            throw new UnauthorizedAccessException(answer.ToString());
        }

        stream = stream.Restart(stream.Transport);
        await stream.OpenAsync(Sample.Host, "1.0", cancellation);
        await stream.ReadFeaturesAsync(cancellation);
        XElement bound = await stream.AskAsync(Iq.Request("set", Sample.Host, new XElement(Bind + "bind")), cancellation);
        return new TestClient(stream, bound.Descendants(Bind + "jid").Single().Value);
    }

    /// <summary>Whether a name and a password are let in.</summary>
    public static async Task<bool> CanLogInAsync(
        int port, X509Certificate2Collection authorities, string username, string password, CancellationToken cancellation)
    {
        try
        {
            await using TestClient client = await LogInAsync(port, authorities, username, password, cancellation);
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>The answer to a request.</summary>
    public Task<XElement> AskAsync(string type, string to, XElement payload, CancellationToken cancellation) =>
        _stream.AskAsync(Iq.Request(type, to, payload), cancellation);

    /// <summary>Sends a stanza that has no answer of its own.</summary>
    public Task SendAsync(XElement stanza, CancellationToken cancellation) => _stream.SendAsync(stanza, cancellation);

    /// <summary>The next stanza that is wanted; those before it are passed over. It must come within half a minute.</summary>
    public async Task<XElement> ReceiveAsync(Func<XElement, bool> isWanted, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (true)
        {
            try
            {
                XElement stanza = await _stream.ReceiveAsync(patience.Token);
                if (isWanted(stanza))
                {
                    return stanza;
                }
            }
            catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
            {
                throw new TimeoutException($"{Jid} has not received what it waits for.", error);
            }
        }
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();
}
