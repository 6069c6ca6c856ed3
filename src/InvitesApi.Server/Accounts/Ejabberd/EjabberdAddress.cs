using System.Net;

namespace InvitesApi.Server.Accounts.Ejabberd;

/// <summary>Where ejabberd's HTTP API is.</summary>
internal static class EjabberdAddress
{
    /// <summary>The scheme of <c>ejabberd+https://HOST:PORT/api</c>.</summary>
    public const string Scheme = "ejabberd+https";

    /// <summary>The scheme of <c>ejabberd+http://HOST:PORT/api</c>, without encryption.</summary>
    public const string PlainScheme = "ejabberd+http";

    /// <summary>Reads a URI.</summary>
    /// <param name="uri">The URI, of one of the two schemes.</param>
    /// <param name="options">How the server is spoken to.</param>
    /// <returns>The base of its commands, which ends with a slash; null where the URI has no host, or a query.</returns>
    /// <exception cref="Faults.InviteException">Passwords would leave this machine in clear, or the credentials are none.</exception>
    public static Uri? Of(Uri uri, AccountServerOptions options)
    {
        if (uri.Host.Length == 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0)
        {
            return null;
        }

        if (options.User is null != options.Password is null || (options.Token is not null && options.User is not null))
        {
            throw AccountServer.Invalid("Its credentials are either a token, or a user and a password", uri.ToString());
        }

        bool isPlain = uri.Scheme == PlainScheme;
        if (isPlain && !options.AllowPlainText && !IsThisMachine(uri))
        {
            throw AccountServer.Invalid($"'{PlainScheme}:' would send passwords to another machine in clear", uri.ToString());
        }

        var builder = new UriBuilder(isPlain ? Uri.UriSchemeHttp : Uri.UriSchemeHttps, uri.Host, uri.Port, uri.AbsolutePath);
        builder.Path = builder.Path.TrimEnd('/') + '/';
        return builder.Uri;
    }

    private static bool IsThisMachine(Uri uri) =>
        string.Equals(uri.Host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));
}
