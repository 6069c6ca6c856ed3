using System.Net;

namespace InvitesApi.Server.Hosting.Proxies;

/// <summary>What one proxy says of the request that it took. What it does not say, or says in no known form, is null.</summary>
/// <param name="Client">Who sent it.</param>
/// <param name="Scheme"><c>http</c> or <c>https</c>.</param>
/// <param name="Host">The Host header that it had.</param>
internal readonly record struct Hop(IPEndPoint? Client, string? Scheme, string? Host)
{
    /// <summary>Makes one of what a proxy wrote.</summary>
    public static Hop Of(string? client, string? scheme, string? host) => new(ClientOf(client), SchemeOf(scheme), HostOf(host));

    // RFC 7239 §6: an address, in brackets where it is IPv6, and perhaps a port; "unknown" or "_name" where it shall not be told.
    private static IPEndPoint? ClientOf(string? text) => IPEndPoint.TryParse(text ?? string.Empty, out IPEndPoint? client) ? client : null;

    private static string? SchemeOf(string? text) => text?.ToUpperInvariant() switch
    {
        "HTTP" => "http",
        "HTTPS" => "https",
        _ => null,
    };

    // It becomes part of links: what no host name and port has is none.
    private static string? HostOf(string? text) =>
        !string.IsNullOrEmpty(text) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or ':' or '[' or ']' or '_') ? text : null;
}
