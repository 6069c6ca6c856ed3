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
