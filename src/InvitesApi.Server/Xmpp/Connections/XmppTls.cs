using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using InvitesApi.Server.VirtualHosts;

namespace InvitesApi.Server.Xmpp.Connections;

/// <summary>Encrypts connections. The certificate must be for the XMPP domain, whatever host was connected to (RFC 6120 §13.7.2).</summary>
internal static class XmppTls
{
    // XEP-0368 §3: told apart from HTTPS on the same port.
    private static readonly SslApplicationProtocol XmppClient = new("xmpp-client");

    /// <summary>How certificates are judged.</summary>
    /// <param name="authorities">Whom to believe in place of the system's authorities; null: those.</param>
    public static X509ChainPolicy? Policy(X509Certificate2Collection? authorities)
    {
        if (authorities is null)
        {
            return null;
        }

        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }

    /// <summary>Encrypts a connection.</summary>
    /// <param name="transport">It; disposed if this fails.</param>
    /// <param name="domain">The XMPP domain.</param>
    /// <param name="authorities">Whom to believe in place of the system's authorities; null: those.</param>
    /// <param name="direct">Whether the connection begins with TLS.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="XmppException">
    /// <see cref="XmppFailure.NotTrusted"/>; <see cref="XmppFailure.Unreachable"/>: the connection broke off before it was encrypted.
    /// </exception>
    public static async Task<Stream> EncryptAsync(
        Stream transport, string domain, X509Certificate2Collection? authorities, bool direct, CancellationToken cancellation)
    {
        var encrypted = new SslStream(transport, leaveInnerStreamOpen: false);
        try
        {
            await encrypted.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = VirtualHostName.ToAscii(domain),
                    CertificateChainPolicy = Policy(authorities),
                    ApplicationProtocols = direct ? [XmppClient] : null,
                },
                cancellation);
            return encrypted;
        }
        catch (IOException error)
        {
            await encrypted.DisposeAsync();
            throw new XmppException(
                XmppFailure.Unreachable, $"The server of {domain} hung up before the connection was encrypted: {error.Message}", innerException: error);
        }
        catch (AuthenticationException error)
        {
            await encrypted.DisposeAsync();
            throw new XmppException(
                XmppFailure.NotTrusted,
                $"The server did not prove that it is {domain}: {(error.InnerException ?? error).Message}",
                innerException: error);
        }
        catch
        {
            await encrypted.DisposeAsync();
            throw;
        }
    }
}
