using System.Management.Automation;
using System.Security;
using InvitesApi.PowerShell.Completion;

namespace InvitesApi.PowerShell.Commands;

/// <summary>What cmdlets have that say where accounts are made, and who else makes invites.</summary>
public abstract class AccountsCommand : VirtualHostCommand
{
    private protected AccountsCommand()
    {
    }

    /// <summary>The server on which the page for registration makes accounts.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AccountServerCompleter))]
    public string? AccountServer { get; set; }

    /// <summary>The OAuth token for ejabberd's API.</summary>
    [Parameter]
    [ValidateNotNull]
    public SecureString? AccountServerToken { get; set; }

    /// <summary>Address and password of an administrator, for ejabberd's API.</summary>
    [Parameter]
    [ValidateNotNull]
    public PSCredential? AccountServerCredential { get; set; }

    /// <summary>A PEM file with the certificates of the authorities to believe of the account server.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? AccountServerCertificateAuthority { get; set; }

    /// <summary>The fewest characters of a password.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int MinPasswordLength { get; set; } = 10;

    /// <summary>The port of the XMPP server for components.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Component { get; set; }

    /// <summary>The domain of the component.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ComponentName { get; set; }

    /// <summary>The secret of the component.</summary>
    [Parameter]
    [ValidateNotNull]
    public SecureString? ComponentSecret { get; set; }

    /// <summary>The patterns of the addresses of those who may invite contacts.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? ComponentInviter { get; set; }

    /// <summary>The patterns of the addresses of those who may invite to make accounts.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] ComponentAccountMaker { get; set; } = [];

    /// <summary>How many contact invites of one user may be pending.</summary>
    [Parameter]
    [ValidateRange(1, 100_000)]
    public int ComponentMaxInvites { get; set; } = 50;
}
