using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using InvitesApi.Server.Faults;
using InvitesApi.Server.VirtualHosts;
using InvitesApi.Server.Xmpp.Connections;

namespace InvitesApi.Server.Xmpp.Components;

/// <summary>Connects a component to its server (XEP-0114).</summary>
internal sealed class ComponentLink
{
    private const int DefaultPort = 5347;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly ComponentOptions _options;
    private readonly XmppServerAddress _address;

    /// <summary>Makes one.</summary>
    /// <param name="options">What the component is, and where.</param>
    /// <exception cref="InviteException"><see cref="InviteFault.ComponentOptionInvalid"/>.</exception>
    public ComponentLink(ComponentOptions options)
    {
        _options = options;
        if (!Uri.TryCreate(options.Server, UriKind.Absolute, out Uri? uri)
            || uri.Scheme != XmppServerAddress.Scheme
            || XmppServerAddress.Of(uri) is not { } address)
        {
            throw Invalid("Its server is no address. Give xmpp://HOST:PORT, the port that the server has for components.", null);
        }

        if (options.Secret.Length == 0)
        {
            throw Invalid("Its secret is empty.", null);
        }

        try
        {
            Name = VirtualHostName.Normalize(options.Name);
        }
        catch (InviteException)
        {
            throw Invalid("Its name is no domain name. Give one such as invites.example.com.", options.Name);
        }

        _address = address;
    }

    /// <summary>The component's domain.</summary>
    public string Name { get; }

    /// <summary>Connects.</summary>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="XmppException">The server can't be reached, or is none.</exception>
    /// <exception cref="InviteException"><see cref="InviteFault.ComponentRefused"/>.</exception>
    public async Task<XmppStream> ConnectAsync(CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(Patience, _options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            (Stream transport, _) = await XmppSocket.ConnectAsync(
                _address.Host, _address.Port ?? DefaultPort, _options.Time, either.Token);
            var stream = new XmppStream(transport, Ns.Component, StreamLimits.Default);
            try
            {
                await ShakeHandsAsync(stream, either.Token);
                return stream;
            }
            catch
            {
                await stream.DisposeAsync();
                throw;
            }
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            throw new XmppException(XmppFailure.Unreachable, $"{_address.Host} is silent.", innerException: error);
        }
    }

    private async Task ShakeHandsAsync(XmppStream stream, CancellationToken cancellation)
    {
        try
        {
            await stream.OpenAsync(Name, version: null, cancellation);
            await stream.SendAsync(new XElement(Ns.Component + "handshake", Digest(stream.Id, _options.Secret)), cancellation);
            XElement answer = await stream.ReceiveAsync(cancellation);
            if (answer.Name != Ns.Component + "handshake")
            {
                throw new XmppException(XmppFailure.Malformed, $"The server answered with <{answer.Name.LocalName}>.");
            }
        }
        catch (XmppException error) when (error.Condition is "not-authorized" or "host-unknown")
        {
            throw new InviteException(
                InviteFault.ComponentRefused,
                $"The XMPP server refused the component {Name}: {error.Condition}. Compare its name and its secret with the server's "
                + "configuration.",
                Name,
                error);
        }
    }

    // XEP-0114 §3. It proves that both know the secret; what SHA-1 lacks is not needed for that.
    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "XEP-0114 §3 says SHA-1.")]
    private static string Digest(string streamId, string secret) =>
        Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(streamId + secret)));

    private static InviteException Invalid(string what, string? value) =>
        new(InviteFault.ComponentOptionInvalid, $"The component can't be started. {what}", value);
}
