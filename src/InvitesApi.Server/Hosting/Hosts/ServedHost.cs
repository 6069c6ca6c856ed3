using InvitesApi.Server.Certificates;
using InvitesApi.Server.Endpoints;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Invites;
using InvitesApi.Server.VirtualHosts;
using Microsoft.AspNetCore.Http;

namespace InvitesApi.Server.Hosting.Hosts;

/// <summary>A virtual host that is being served.</summary>
internal sealed class ServedHost
{
    private readonly string? _externalBase;
    private readonly string _prefix;
    private readonly HttpPaths _paths;
    private readonly InvitePageTemplate _page;

    /// <summary>Checks the options and makes one.</summary>
    /// <exception cref="InviteException">An option is malformed.</exception>
    public ServedHost(VirtualHostOptions options)
    {
        Name = VirtualHostName.Normalize(options.Name);
        string ascii = VirtualHostName.ToAscii(Name);
        HttpNames = options.HttpHosts.Count == 0
            ? [ascii]
            : [.. options.HttpHosts.Select(name => VirtualHostName.ToAscii(VirtualHostName.Normalize(name)))];
        _externalBase = options.ExternalUri is null ? null : Base(options.ExternalUri);
        _prefix = options.ExternalUri?.AbsolutePath.TrimEnd('/') ?? string.Empty;
        _paths = HttpPaths.Parse(options.HttpPaths, ascii);
        _page = InvitePageTemplate.Parse(
            options.InvitePage == InvitePageTemplate.Auto ? _paths.InvitePage + "?{invite.token}" : options.InvitePage, Name);
        Cors = new Cors(options.Cors);
        Certificate = options.Certificate;
        Challenge = $"Bearer realm=\"{ascii}\"";
        RefusedChallenge = Challenge + ", error=\"invalid_token\", error_description=\"The key is not known here.\"";
    }

    /// <summary>The XMPP domain.</summary>
    public string Name { get; }

    /// <summary>What HTTP's Host header calls it.</summary>
    public IReadOnlyList<string> HttpNames { get; }

    /// <summary>What pages of other origins may do.</summary>
    public Cors Cors { get; }

    /// <summary>Its own certificate, or null.</summary>
    public CertificateOptions? Certificate { get; }

    /// <summary>The challenge to a client that sent no key (RFC 6750 §3).</summary>
    public string Challenge { get; }

    /// <summary>The challenge to a client whose key is refused (RFC 6750 §3.1).</summary>
    public string RefusedChallenge { get; }

    /// <summary>The link to an invite that is handed out.</summary>
    public string LinkTo(string token, HttpRequest request) =>
        _page.LinkTo(_externalBase ?? (_page.IsPath ? RequestBase(request) : string.Empty), token);

    /// <summary>What a request asks for.</summary>
    /// <param name="request">The request. A proxy may have left the prefix of the external URI on its path, or taken it off.</param>
    /// <param name="resource">The resource.</param>
    /// <param name="token">The token that the path or the query of a page has.</param>
    public bool TryFind(HttpRequest request, out Resource resource, out string token)
    {
        string path = WithoutPrefix(request.Path.Value ?? string.Empty);
        string query = request.QueryString.Value ?? string.Empty;
        if (_paths.TryFind(path, out resource))
        {
            token = resource == Resource.InvitePage && query.Length > 1 ? query[1..] : string.Empty;
            return true;
        }

        resource = Resource.InvitePage;
        return _page.TryReadToken(path + query, out token);
    }

    private static string RequestBase(HttpRequest request) =>
        string.Concat(request.Scheme, "://", request.Host.Value, request.PathBase.ToUriComponent());

    private static string Base(Uri uri)
    {
        if (!uri.IsAbsoluteUri
            || uri.Scheme is not ("http" or "https")
            || uri.Query.Length > 0
            || uri.Fragment.Length > 0
            || uri.UserInfo.Length > 0)
        {
            throw new InviteException(
                InviteFault.ExternalUriInvalid,
                $"'{uri}' can't be the base of links. Give an absolute http or https URI without query and fragment, such as "
                + "https://example.com/ or https://example.com/xmpp/.",
                uri);
        }

        return uri.GetLeftPart(UriPartial.Path).TrimEnd('/');
    }

    private string WithoutPrefix(string path) =>
        _prefix.Length > 0 && path.Length > _prefix.Length && path[_prefix.Length] == '/' && path.StartsWith(_prefix, StringComparison.Ordinal)
            ? path[_prefix.Length..]
            : path;
}
