using System.Collections;
using System.Management.Automation;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using InvitesApi.PowerShell.Binding;
using InvitesApi.PowerShell.Completion;
using InvitesApi.Server.Configuration;

namespace InvitesApi.PowerShell.Commands;

/// <summary>
/// What cmdlets have that say how virtual hosts are served. Each of these parameters is a setting too, with a line in HostSettings
/// that sets it.
/// </summary>
public abstract class VirtualHostCommand : InviteCommand
{
    private protected VirtualHostCommand()
    {
    }

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

    /// <summary>Whether keys in the query are refused.</summary>
    [Parameter]
    public SwitchParameter RefuseQueryKey { get; set; }

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

    /// <summary>The parameters that were given, as settings.</summary>
    private protected ConfigurationLayer Parameters()
    {
        Exclusive.Require(this, nameof(Certificate), nameof(CertificatePath));
        Exclusive.Require(this, nameof(Certificate), nameof(CertificateKeyPath));
        Exclusive.Require(this, nameof(Certificate), nameof(CertificatePassword));
        return ServerParameters.Read(MyInvocation.BoundParameters, SessionState);
    }
}
