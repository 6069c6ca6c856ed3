using InvitesApi.Server.Certificates;
using InvitesApi.Server.Endpoints;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Pages;
using InvitesApi.Server.VirtualHosts;
using Microsoft.AspNetCore.Http;

namespace InvitesApi.Server.Hosting.Hosts;

/// <summary>A virtual host that is being served.</summary>
internal sealed class ServedHost
{
    private readonly string? _externalBase;
    private readonly string _prefix;
    private readonly string _decodedPrefix;
    private readonly HttpPaths _paths;
    private readonly string _template;
    private readonly InvitePageTemplate _page;
    private readonly Lazy<PageSite> _site;
    private LinkBase? _lastBase; // most requests come by the same name

    /// <summary>Checks the options and makes one.</summary>
    /// <exception cref="InviteException">An option is malformed.</exception>
    public ServedHost(VirtualHostOptions options)
    {
        Name = VirtualHostName.Normalize(options.Name);
        string ascii = VirtualHostName.ToAscii(Name);
        HttpName = options.HttpHost is null ? ascii : VirtualHostName.ToAscii(VirtualHostName.Normalize(options.HttpHost));
        IsDefault = options.IsDefault;
        _externalBase = options.ExternalUri is null ? null : Base(options.ExternalUri);
        _prefix = options.ExternalUri?.AbsolutePath.TrimEnd('/') ?? string.Empty;
        _decodedPrefix = PathString.FromUriComponent(_prefix).Value ?? string.Empty;
        _paths = HttpPaths.Parse(Resource.All, options.Paths, ascii);
        _template = options.InvitePage == InvitePageTemplate.Auto ? _paths.Of(Resource.InvitePage) + "?{invite.token}" : options.InvitePage;
        _page = InvitePageTemplate.Parse(_template, Name);
        _site = PageSite.Prepare(options.Page, Name);
        PagePath = _prefix + _paths.Of(Resource.InvitePage);
        RegisterPath = _prefix + _paths.Of(Resource.Register);
        Cors = new Cors(options.Cors);
        RefusesQueryKeys = options.RefuseQueryKey;
        Certificate = options.Certificate;
        Challenge = $"Bearer realm=\"{ascii}\"";
        RefusedChallenge = Challenge + ", error=\"invalid_token\", error_description=\"The key is not known here.\"";
    }

    /// <summary>The XMPP domain.</summary>
    public string Name { get; }

    /// <summary>What HTTP's Host header calls it.</summary>
    public string HttpName { get; }

    /// <summary>Whether it is served under names that no host has.</summary>
    public bool IsDefault { get; }

    /// <summary>What our own page shows.</summary>
    public PageSite Site => _site.Value;

    /// <summary>The path of our own page, as clients see it.</summary>
    public string PagePath { get; }

    /// <summary>The path of the form that makes accounts, as clients see it.</summary>
    public string RegisterPath { get; }

    /// <summary>What pages of other origins may do.</summary>
    public Cors Cors { get; }

    /// <summary>Whether keys must be in the <c>Authorization</c> header.</summary>
    public bool RefusesQueryKeys { get; }

    /// <summary>Its own certificate, or null.</summary>
    public CertificateOptions? Certificate { get; }

    /// <summary>The challenge to a client that sent no key (RFC 6750 §3).</summary>
    public string Challenge { get; }

    /// <summary>The challenge to a client whose key is refused (RFC 6750 §3.1).</summary>
    public string RefusedChallenge { get; }

    /// <summary>The link to an invite that is handed out.</summary>
    public string LinkTo(string token, HttpRequest request) =>
        _page.LinkTo(_externalBase ?? (_page.IsPath ? RequestBase(request) : string.Empty), token);

    /// <inheritdoc cref="LinkTo(string, HttpRequest)"/>
    public string LinkTo(Invite invite, HttpRequest request) =>
        _page.LinkTo(_externalBase ?? (_page.IsPath ? RequestBase(request) : string.Empty), invite);

    /// <summary>What its links are made of, for who has no request; null where no base is known.</summary>
    /// <param name="listeners">The base URIs of the server. The first of HTTP counts where no external one was given.</param>
    public HostLinks? Links(IReadOnlyList<Uri> listeners)
    {
        Uri? listener = listeners.FirstOrDefault(uri => uri.Scheme is "http" or "https");
        if ((_externalBase ?? ListenerBase(listener)) is { } known)
        {
            return new HostLinks(known, _template);
        }

        return _page.IsPath ? null : new HostLinks(string.Empty, _template);
    }

    /// <summary>The link to our own page of an invite, wherever the links lead to that are handed out.</summary>
    public string OwnLinkTo(string token, HttpRequest request) =>
        _page.IsPath
            ? LinkTo(token, request)
            : string.Concat(_externalBase ?? RequestBase(request), _paths.Of(Resource.InvitePage), "?", token);

    /// <summary>Whether an origin (RFC 6454) is that of our own pages. A proxy may have taken the TLS off.</summary>
    public bool IsOwnOrigin(string origin, HttpRequest request)
    {
        string own = _externalBase is null ? string.Empty : new Uri(_externalBase).Authority;
        return Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri)
            && uri.Authority.Length > 0
            && (string.Equals(uri.Authority, request.Headers.Host.ToString(), StringComparison.OrdinalIgnoreCase)
                || string.Equals(uri.Authority, own, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The path of a request below the external URI: a proxy may have left its prefix there, or taken it off.</summary>
    public string PathOf(HttpRequest request)
    {
        string path = request.Path.Value ?? string.Empty;
        int length = _decodedPrefix.Length; // as the path is: Kestrel has taken the percent-encoding off
        return length > 0 && path.Length > length && path[length] == '/' && path.StartsWith(_decodedPrefix, StringComparison.Ordinal)
            ? path[length..]
            : path;
    }

    /// <inheritdoc cref="HttpPaths.Find"/>
    public Resource? Find(string path, out string rest) => _paths.Find(path, out rest);

    /// <summary>
    /// Whether a path and query is that of an invite's page here, and of which. What the query has beside it does no harm.
    /// </summary>
    public bool TryReadToken(string path, PageQuery query, out string token) =>
        _page.TryReadToken(path, out token) || _page.TryReadToken($"{path}?{query.Rest}", out token);

    // Who listens on every address is called by the host's name.
    private string? ListenerBase(Uri? listener) => listener is null
        ? null
        : $"{listener.Scheme}://{(listener.Host == "[::]" ? HttpName : listener.Host)}:{listener.Port}";

    // The default host is asked under any name, and under none in HTTP/1.0. A link has its own, lest a client choose where links lead.
    private string RequestBase(HttpRequest request)
    {
        string asked = request.Headers.Host.ToString();
        string scheme = request.Scheme;
        if (_lastBase is { } last && last.Asked == asked && last.Scheme == scheme)
        {
            return last.Uri;
        }

        ReadOnlySpan<char> name = HostDirectory.WithoutPort(asked);
        bool isKnown = name.Equals(HttpName, StringComparison.OrdinalIgnoreCase) || HostDirectory.IsLoopbackName(name);
        string uri = isKnown ? $"{scheme}://{asked}" : $"{scheme}://{HttpName}{PortOf(asked, name.Length)}";
        _lastBase = new LinkBase(asked, scheme, uri);
        return uri;
    }

    private static ReadOnlySpan<char> PortOf(string host, int start) =>
        host.Length > start + 1 && !host.AsSpan(start + 1).ContainsAnyExceptInRange('0', '9') ? host.AsSpan(start) : [];

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

    private sealed record LinkBase(string Asked, string Scheme, string Uri);
}
