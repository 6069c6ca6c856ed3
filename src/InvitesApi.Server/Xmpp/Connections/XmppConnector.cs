using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;

namespace InvitesApi.Server.Xmpp.Connections;

/// <summary>Opens streams to a server, as a client that has not logged in: TCP, TLS, features.</summary>
/// <param name="address">Where the server is.</param>
/// <param name="targets">What finds it.</param>
/// <param name="authorities">Whom to believe in place of the system's authorities; null: those.</param>
/// <param name="time">What tells the time.</param>
internal sealed class XmppConnector(
    XmppServerAddress address, XmppTargets targets, X509Certificate2Collection? authorities, TimeProvider time)
{
    private const string Version = "1.0";

    /// <summary>Opens a stream, encrypted; in plain text only on this machine, where the server offers nothing better.</summary>
    /// <param name="domain">The XMPP domain.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="XmppException">There is none to be had.</exception>
    public async Task<XmppStream> ConnectAsync(string domain, CancellationToken cancellation)
    {
        XmppException? failure = null;
        foreach (XmppTarget target in await targets.FindAsync(address, cancellation))
        {
            try
            {
                return await ConnectAsync(target, domain, cancellation);
            }
            catch (XmppException error) when (error.Failure == XmppFailure.Unreachable)
            {
                failure = error;
            }
        }

        throw failure ?? new XmppException(XmppFailure.Unreachable, $"There is no place of {address.Host} to connect to.");
    }

    private async Task<XmppStream> ConnectAsync(XmppTarget target, string domain, CancellationToken cancellation)
    {
        (Stream transport, bool isLoopback) = await XmppSocket.ConnectAsync(target.Host, target.Port, time, cancellation);
        if (target.DirectTls)
        {
            transport = await XmppTls.EncryptAsync(transport, domain, authorities, direct: true, cancellation);
        }

        var stream = new XmppStream(transport, Ns.Client, StreamLimits.Default);
        try
        {
            await OpenAsync(stream, domain, cancellation);
            if (target.DirectTls)
            {
                return stream;
            }

            if (stream.Features.Element(Ns.Tls + "starttls") is not null)
            {
                stream = await StartTlsAsync(stream, domain, cancellation);
                await OpenAsync(stream, domain, cancellation);
                return stream;
            }

            return isLoopback ? stream : throw new XmppException(
                XmppFailure.NotTrusted,
                $"The server at {target.Host} offers no encryption for {domain}.");
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    private static async Task OpenAsync(XmppStream stream, string domain, CancellationToken cancellation)
    {
        await stream.OpenAsync(domain, Version, cancellation);
        await stream.ReadFeaturesAsync(cancellation);
    }

    // RFC 6120 §5.4.
    private async Task<XmppStream> StartTlsAsync(XmppStream stream, string domain, CancellationToken cancellation)
    {
        await stream.SendAsync(new XElement(Ns.Tls + "starttls"), cancellation);
        XElement answer = await stream.ReceiveAsync(cancellation);
        if (answer.Name != Ns.Tls + "proceed")
        {
            throw new XmppException(XmppFailure.NotTrusted, $"The server refused to encrypt: <{answer.Name.LocalName}>.");
        }

        return stream.Restart(await XmppTls.EncryptAsync(stream.Transport, domain, authorities, direct: false, cancellation));
    }
}
