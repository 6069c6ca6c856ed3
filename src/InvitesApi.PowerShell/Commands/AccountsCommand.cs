using System.Management.Automation;
using System.Net;
using System.Security;
using InvitesApi.PowerShell.Completion;
using InvitesApi.PowerShell.Errors;
using InvitesApi.Server.Accounts;
using InvitesApi.Server.Hosting;

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

    /// <summary>Where accounts are made, or null.</summary>
    private protected AccountsOptions? AccountsOptions()
    {
        if (AccountServer is null)
        {
            Require(AccountServerToken is null && AccountServerCredential is null, "AccountServer", "the token and the credential");
            return null;
        }

        return new AccountsOptions(AccountServer)
        {
            Options = new AccountServerOptions
            {
                Token = AccountServerToken is null ? null : Reveal(AccountServerToken),
                User = AccountServerCredential?.UserName,
                Password = AccountServerCredential is null ? null : Reveal(AccountServerCredential.Password),
            },
            ShortestPassword = MinPasswordLength,
        };
    }

    /// <summary>The component, or null.</summary>
    private protected InviteComponentOptions? ComponentOptions()
    {
        if (Component is null)
        {
            Require(
                ComponentName is null && ComponentSecret is null && ComponentInviter is null && ComponentAccountMaker.Length == 0,
                "Component",
                "the other parameters of the component");
            return null;
        }

        Require(ComponentName is not null, "ComponentName", "-Component");
        Require(ComponentSecret is not null, "ComponentSecret", "-Component");
        return new InviteComponentOptions
        {
            Server = Component,
            Name = ComponentName!,
            Secret = Reveal(ComponentSecret!),
            MayInvite = ComponentInviter,
            MayCreateAccounts = ComponentAccountMaker,
        };
    }

    private void Require(bool isMet, string parameter, string what)
    {
        if (!isMet)
        {
            ThrowTerminatingError(InviteErrors.Needed(parameter, what));
        }
    }

    private static string Reveal(SecureString secret) => new NetworkCredential(string.Empty, secret).Password;
}
