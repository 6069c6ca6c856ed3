using System.Security;
using System.Security.Cryptography.X509Certificates;
using InvitesApi.Server.Certificates;
using InvitesApi.Server.Configuration.Types;
using InvitesApi.Server.Endpoints;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Hosting.Hosts;
using InvitesApi.Server.Pages;

namespace InvitesApi.Server.Configuration;

/// <summary>
/// The settings that each virtual host can have: of its own, or in common with the others. A line here is all that a new one needs, beside
/// its parameter and its words in docs/.
/// </summary>
internal static class HostSettings
{
    private static readonly ListType<string> Texts = new(new TextType(mayBeEmpty: true));
    private static readonly ListType<string> Names = new(new TextType(), least: 1);
    private static readonly PathKind Folder = new(InviteFault.PageFolderInvalid, "the path of a folder");
    private static readonly PathKind Catalogue = new(InviteFault.AppCatalogueInvalid, "the path of a JSON file");
    private static readonly PathKind CertificateFile =
        new(InviteFault.CertificateNotFound, "the path of a PEM or PFX file, or of a folder");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        Host("httpHost", "HttpHost", new TextType(), "http_host",
            "The name that clients call the host by in HTTP, where it is not the domain itself.",
            (host, name) => host with { HttpHost = name }),
        Host("httpPaths", "HttpPath", new PathsType(), "http_paths",
            "Where the resources are, by their names; $host stands for the domain.", (host, paths) => host with { Paths = paths }),
        Host("externalUri", "ExternalUri", new UriType(), "http_external_url",
            "The address under which clients reach this server behind a proxy. Links begin with it.",
            (host, uri) => host with { ExternalUri = uri }),
        Host("invitePage", "InvitePage", new TextType(), "invites_page",
            "Where the links of invites point: auto, none, a path or an address with {invite.token}.",
            (host, page) => host with { InvitePage = page }),
        Host("refuseQueryKey", "RefuseQueryKey", new FlagType(), null,
            "Refuses keys in the query, where histories and logs keep them: clients must send them in the Authorization header.",
            (host, refuses) => host with { RefuseQueryKey = refuses }),
        Page("siteName", "SiteName", new TextType(), "site_name",
            "The name of the site, on its invite page.", (page, name) => page with { SiteName = name }),
        Page("pageFolder", "PageFolder", new PathType(Folder), null,
            "A folder with the texts, the colours, the logo and the apps of the invite page.", (page, path) => page with { Folder = path }),
        Page("appCatalogue", "AppCatalogue", new PathType(Catalogue), "site_apps",
            "A JSON file with the apps that the invite page names.", (page, path) => page with { AppCatalogue = path }),
        Page("showApps", "ShowApp", Names, "site_apps_show",
            "The ids of the apps to show, in their order.", (page, apps) => page with { ShowApps = apps }),
        Page("hideApps", "HideApp", Names, "site_apps_hide",
            "The ids of the apps not to show.", (page, apps) => page with { HideApps = apps }),
        Cors("corsOrigins", "CorsOrigin", Texts, "access_control_allow_origins",
            "The origins whose pages may use the endpoint from a browser; * for any.", (cors, origins) => cors with { Origins = origins }),
        Cors("corsMethods", "CorsMethod", Texts, "access_control_allow_methods",
            "The methods that those pages may use.", (cors, methods) => cors with { Methods = methods }),
        Cors("corsHeaders", "CorsHeader", Texts, "access_control_allow_headers",
            "The headers that those pages may send.", (cors, headers) => cors with { Headers = headers }),
        Cors("corsCredential", "CorsCredential", new FlagType(), "access_control_allow_credentials",
            "Lets those pages send cookies and client certificates. Origins must be named then.",
            (cors, may) => cors with { AllowCredentials = may }),

        // A certificate given nearer is not mixed with the key and the password of one given farther off.
        Host("certificatePath", "CertificatePath", new PathType(CertificateFile), "certificates",
            "The certificate: a PEM or PFX file, or a folder that is searched by the name of the host.",
            (host, path) => host with { Certificate = new CertificateOptions { Path = path } }),
        Certificate("certificateKeyPath", "CertificateKeyPath", new PathType(CertificateFile), "https_ssl.key",
            "The PEM file with the private key, where the certificate's file does not have it.",
            (one, path) => one with { KeyPath = path }),
        Certificate("certificatePasswordFile", null, new PasswordFileType(), "https_ssl.password",
            "A file, with the mode 600, whose first line is the password of the PFX file or the key.",
            (one, word) => one with { Password = word }),
        Certificate("certificatePassword", "CertificatePassword", new ObjectType<SecureString>(), null,
            "The password of a PFX file, or of an encrypted key.", (one, password) => one with { Password = password }),
        Host("certificate", "Certificate", new ObjectType<X509Certificate2>(), null,
            "A certificate with its private key.", (host, one) => host with { Certificate = new CertificateOptions { Certificate = one } }),
    ];

    private static Setting<T> Host<T>(
        string name, string? parameter, SettingType<T> type, string? prosody, string description,
        Func<VirtualHostOptions, T, VirtualHostOptions> set) =>
        new(name, parameter, type, prosody, description, (draft, value) => draft with { Host = set(draft.Host, value) }, set);

    private static Setting<T> Page<T>(
        string name, string parameter, SettingType<T> type, string? prosody, string description, Func<PageOptions, T, PageOptions> set) =>
        Host(name, parameter, type, prosody, description, (host, value) => host with { Page = set(host.Page, value) });

    private static Setting<T> Cors<T>(
        string name, string parameter, SettingType<T> type, string? prosody, string description, Func<CorsOptions, T, CorsOptions> set) =>
        Host(name, parameter, type, prosody, description, (host, value) => host with { Cors = set(host.Cors, value) });

    private static Setting<T> Certificate<T>(
        string name, string? parameter, SettingType<T> type, string? prosody, string description,
        Func<CertificateOptions, T, CertificateOptions> set) =>
        Host(name, parameter, type, prosody, description,
            (host, value) => host with { Certificate = set(host.Certificate ?? new CertificateOptions(), value) });
}
