using InvitesApi.Server.Certificates;
using InvitesApi.Server.Endpoints;
using InvitesApi.Server.Invites;

namespace InvitesApi.Server.Hosting.Hosts;

/// <summary>How one virtual host is served.</summary>
/// <param name="Name">The XMPP domain, in any form.</param>
public sealed record VirtualHostOptions(string Name)
{
    /// <summary>The names by which HTTP's Host header calls it; none: the domain itself (Prosody's <c>http_host</c>).</summary>
    public IReadOnlyList<string> HttpHosts { get; init; } = [];

    /// <summary>The base of the links that are handed out; null: the scheme and the Host of the request (<c>http_external_url</c>).</summary>
    public Uri? ExternalUri { get; init; }

    /// <summary>The template of those links; see <see cref="InvitePageTemplate"/>.</summary>
    public string InvitePage { get; init; } = InvitePageTemplate.Auto;

    /// <summary>
    /// Where resources are, by their names (<see cref="HttpPaths"/>), with <c>$host</c> for the domain; those that aren't named are where they
    /// always are (<c>http_paths</c>).
    /// </summary>
    public IReadOnlyDictionary<string, string> HttpPaths { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What pages of other origins may do.</summary>
    public CorsOptions Cors { get; init; } = new();

    /// <summary>Its certificate; null: none, or that of the server.</summary>
    public CertificateOptions? Certificate { get; init; }
}
