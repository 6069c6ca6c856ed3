using System.Net;
using System.Security;
using InvitesApi.Server.Accounts;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Hosting;

namespace InvitesApi.Server.Configuration;

/// <summary>Where accounts are made, while it is put together. No record, as those would show the secrets.</summary>
internal sealed class AccountsDraft
{
    /// <summary>What <see cref="Authority"/> leads to.</summary>
    public static PathKind AuthorityKind { get; } = new(InviteFault.AccountServerInvalid, "a PEM file of certificates");

    /// <summary>The account server, or null.</summary>
    public string? Server { get; set; }

    /// <summary>The OAuth token for ejabberd's API, or null.</summary>
    public SecureString? Token { get; set; }

    /// <summary>The address of an administrator, for ejabberd's API, or null.</summary>
    public string? User { get; set; }

    /// <summary>The administrator's password, or null.</summary>
    public SecureString? Password { get; set; }

    /// <summary>The path of the certificates of the authorities to believe, or null.</summary>
    public string? Authority { get; set; }

    /// <summary>The fewest characters of a password, or null.</summary>
    public int? ShortestPassword { get; set; }

    /// <summary>The same, to be changed by itself.</summary>
    /// <param name="change">The change.</param>
    public AccountsDraft With(Action<AccountsDraft> change)
    {
        var changed = (AccountsDraft)MemberwiseClone();
        change(changed);
        return changed;
    }

    /// <summary>What was put together; null: no accounts are made.</summary>
    /// <exception cref="InviteException">
    /// <see cref="InviteFault.SettingMissing"/>: there is something for a server, and no server. <see cref="InviteFault.AccountServerInvalid"/>: the
    /// certificates of the authorities can't be read.
    /// </exception>
    public AccountsOptions? Finish()
    {
        if (Server is not null)
        {
            return new AccountsOptions(Server)
            {
                Options = new AccountServerOptions
                {
                    Token = Reveal(Token),
                    User = User,
                    Password = Reveal(Password),
                    TrustedAuthorities = Authority is null ? null : AccountServer.ReadAuthorities(Authority),
                },
                ShortestPassword = ShortestPassword ?? PasswordRules.DefaultShortest,
            };
        }

        return Token is null && User is null && Password is null && Authority is null ? null : throw new InviteException(
            InviteFault.SettingMissing,
            "There are a token, a credential or an authority for an account server, and no account server. Say which it is: accountServer in a file, or "
            + "-AccountServer.",
            "accountServer");
    }

    /// <summary>A secret in clear, for the one who sends it.</summary>
    /// <param name="secret">The secret, or null.</param>
    public static string? Reveal(SecureString? secret) => secret is null ? null : new NetworkCredential(string.Empty, secret).Password;
}
