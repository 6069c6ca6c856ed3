using System.Buffers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using InvitesApi.Server.Accounts.Ejabberd;
using InvitesApi.Server.Accounts.InBand;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Xmpp.Connections;

namespace InvitesApi.Server.Accounts;

/// <summary>Opens account servers: the one place that knows which kinds there are.</summary>
public static class AccountServer
{
    private static readonly SearchValues<char> NotInDomains = SearchValues.Create(":/@?#[] ");

    /// <summary>Makes ready to speak to an account server. Nothing is connected yet.</summary>
    /// <param name="location">
    /// <c>xmpp://HOST:PORT</c>, <c>xmpps://HOST:PORT</c>, <c>xmpp://DOMAIN</c> or a domain alone (XEP-0077), or
    /// <c>ejabberd+https://HOST:PORT/api</c> or <c>ejabberd+http://…</c> (ejabberd's mod_http_api).
    /// </param>
    /// <param name="options">How it is spoken to.</param>
    /// <exception cref="InviteException"><see cref="InviteFault.AccountServerInvalid"/>.</exception>
    public static IAccountServer Open(string location, AccountServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(location);
        ArgumentNullException.ThrowIfNull(options);
        if (!Uri.TryCreate(IsDomain(location) ? $"{XmppServerAddress.Scheme}://{location}" : location, UriKind.Absolute, out Uri? uri))
        {
            throw Invalid("It is no address", location);
        }

        if (uri.UserInfo.Length > 0)
        {
            throw Invalid("It has a user or a password in it, which belong elsewhere", null);
        }

        return uri.Scheme switch
        {
            XmppServerAddress.Scheme or XmppServerAddress.DirectTlsScheme => OpenInBand(uri, location, options),
            EjabberdAddress.Scheme or EjabberdAddress.PlainScheme => new EjabberdAccountServer(
                EjabberdAddress.Of(uri, options) ?? throw Invalid("It has a query or no host", location), options),
            _ => throw Invalid($"'{uri.Scheme}:' is no kind of account server that is known", location),
        };
    }

    /// <summary>Reads whom to believe in place of the system's authorities.</summary>
    /// <param name="path">A PEM file of one certificate or several.</param>
    /// <exception cref="InviteException"><see cref="InviteFault.AccountServerInvalid"/>.</exception>
    public static X509Certificate2Collection ReadAuthorities(string path)
    {
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPemFile(path);
        }
        catch (Exception error) when (error is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw NoAuthorities(path, error.Message, error);
        }

        return authorities.Count > 0 ? authorities : throw NoAuthorities(path, "it has none", null);
    }

    private static InviteException NoAuthorities(string path, string why, Exception? error) => new(
        InviteFault.AccountServerInvalid,
        $"The certificates of the authorities to believe can't be read from '{path}': {why.TrimEnd('.')}. Give a PEM file.",
        path,
        error);

    private static InBandAccountServer OpenInBand(Uri uri, string location, AccountServerOptions options)
    {
        if (options.Token is not null || options.User is not null)
        {
            throw Invalid("Credentials are for ejabberd only, not for registration in band", location);
        }

        return new InBandAccountServer(XmppServerAddress.Of(uri) ?? throw Invalid("It has more than a host and a port", location), options);
    }

    private static bool IsDomain(string location) => location.Length > 0 && location.AsSpan().IndexOfAny(NotInDomains) < 0;

    /// <summary>The fault of an address that is not understood.</summary>
    /// <param name="what">What is wrong with it.</param>
    /// <param name="location">The address; null where it has a secret.</param>
    internal static InviteException Invalid(string what, string? location) => new(
        InviteFault.AccountServerInvalid,
        $"The account server can't be used: {what}. Give xmpp://HOST:PORT, a domain, or ejabberd+https://HOST:PORT/api.",
        location);
}
