using InvitesApi.Server.Certificates;
using InvitesApi.Server.Endpoints;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Pages;

namespace InvitesApi.Server.Hosting.Hosts;

/// <summary>How one virtual host is served.</summary>
/// <param name="Name">The XMPP domain, in any form.</param>
public sealed record VirtualHostOptions(string Name)
{
    /// <summary>The name by which HTTP's Host header calls it; null: the domain itself (Prosody's <c>http_host</c>).</summary>
    public string? HttpHost { get; init; }

    /// <summary>Whether it is served under names that no host has; of one host at most (<c>http_default_host</c>).</summary>
    public bool IsDefault { get; init; }

    /// <summary>
    /// The base of the links that are handed out; null: the scheme and the Host of the request (<c>http_external_url</c>).
    /// </summary>
    public Uri? ExternalUri { get; init; }

    /// <summary>The template of those links; see <see cref="InvitePageTemplate"/> (<c>invites_page</c>).</summary>
    public string InvitePage { get; init; } = InvitePageTemplate.Auto;

    /// <summary>What our own page shows.</summary>
    public PageOptions Page { get; init; } = new();

    /// <summary>
    /// Where resources are, by the names of Prosody's modules such as <c>invites_api</c>, with <c>$host</c> for the domain;
    /// those that aren't named are where they always are (<c>http_paths</c>).
    /// </summary>
    public IReadOnlyDictionary<string, string> Paths { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether a key in the query is refused, where histories and the logs of proxies keep it.</summary>
    public bool RefuseQueryKey { get; init; }

    /// <summary>What pages of other origins may do (<c>access_control_allow_*</c>).</summary>
    public CorsOptions Cors { get; init; } = new();

    /// <summary>Its certificate; null: that of the server.</summary>
    public CertificateOptions? Certificate { get; init; }
}
