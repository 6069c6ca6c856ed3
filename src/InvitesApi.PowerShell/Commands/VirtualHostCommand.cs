using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using InvitesApi.PowerShell.Completion;
using InvitesApi.Server.Certificates;
using InvitesApi.Server.Endpoints;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Hosting.Hosts;
using InvitesApi.Server.Pages;

namespace InvitesApi.PowerShell.Commands;

/// <summary>What cmdlets have that say how virtual hosts are served.</summary>
public abstract class VirtualHostCommand : InviteCommand
{
    private protected VirtualHostCommand()
    {
    }

    /// <summary>The XMPP domains to serve.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("Domain")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(VirtualHostCompleter))]
    public string[] VirtualHost { get; set; } = [];

    /// <summary>The name in HTTP's Host header, where it is not the domain.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? HttpHost { get; set; }

    /// <summary>The paths of resources, by their names.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary HttpPath { get; set; } = new Hashtable();

    /// <summary>The base of the links that are handed out.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? ExternalUri { get; set; }

    /// <summary>The template of links.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(InvitePageCompleter))]
    public string InvitePage { get; set; } = "auto";

    /// <summary>The name of the site, on its invite page.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SiteName { get; set; }

    /// <summary>The folder with texts, colours, logo and apps of the invite page.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PageFolder { get; set; }

    /// <summary>The file with the apps that the invite page names.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? AppCatalogue { get; set; }

    /// <summary>The ids of the apps to show.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AppCompleter))]
    public string[] ShowApp { get; set; } = [];

    /// <summary>The ids of the apps not to show.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AppCompleter))]
    public string[] HideApp { get; set; } = [];

    /// <summary>The origins whose pages may use the endpoint.</summary>
    [Parameter]
    [AllowEmptyCollection]
    public string[] CorsOrigin { get; set; } = ["*"];

    /// <summary>The methods that those pages may use.</summary>
    [Parameter]
    [AllowEmptyCollection]
    public string[] CorsMethod { get; set; } = ["GET", "POST", "OPTIONS"];

    /// <summary>The headers that those pages may send.</summary>
    [Parameter]
    [AllowEmptyCollection]
    public string[] CorsHeader { get; set; } = ["Authorization", "Content-Type"];

    /// <summary>Whether those pages may send cookies and the like.</summary>
    [Parameter]
    public SwitchParameter CorsCredential { get; set; }

    /// <summary>The file of the certificate, or a folder with certificates.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CertificatePath { get; set; }

    /// <summary>The file of the certificate's key.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CertificateKeyPath { get; set; }

    /// <summary>The password of the PFX file or the key.</summary>
    [Parameter]
    [ValidateNotNull]
    public SecureString? CertificatePassword { get; set; }

    /// <summary>The certificate itself, with its key.</summary>
    [Parameter]
    [ValidateNotNull]
    public X509Certificate2? Certificate { get; set; }

    /// <summary>The certificate, or null where none was given.</summary>
    private protected CertificateOptions? CertificateOptions() => Certificate is null && CertificatePath is null
        ? null
        : new CertificateOptions
        {
            Certificate = Certificate,
            Path = CertificatePath is null ? null : FilePath(CertificatePath),
            KeyPath = CertificateKeyPath is null ? null : FilePath(CertificateKeyPath),
            Password = CertificatePassword,
        };

    /// <summary>How a host is served.</summary>
    private protected VirtualHostOptions HostOptions(string name) => new(name)
    {
        HttpHost = HttpHost,
        ExternalUri = ExternalUri,
        InvitePage = InvitePage,
        Page = new PageOptions
        {
            SiteName = SiteName,
            Folder = PageFolder is null ? null : SessionPath.Of(
                SessionState, PageFolder, InviteFault.PageFolderInvalid, "the path of a folder"),
            AppCatalogue = AppCatalogue is null ? null : SessionPath.Of(
                SessionState, AppCatalogue, InviteFault.AppCatalogueInvalid, "the path of a JSON file"),
            ShowApps = ShowApp,
            HideApps = HideApp,
        },
        Paths = HttpPath.Cast<DictionaryEntry>().ToDictionary(
            path => Text(path.Key), path => Text(path.Value), StringComparer.Ordinal),
        Cors = new CorsOptions
        {
            Origins = CorsOrigin,
            Methods = CorsMethod,
            Headers = CorsHeader,
            AllowCredentials = CorsCredential,
        },
    };

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;

    private string FilePath(string path) =>
        SessionPath.Of(SessionState, path, InviteFault.CertificateNotFound, "the path of a PEM or PFX file, or of a folder");
}
