using System.Net;
using System.Security;
using InvitesApi.Server.Configuration.Types;

namespace InvitesApi.Server.Configuration;

/// <summary>
/// The settings of where accounts are made, and of the component. A line here is all that a new one needs, beside its parameter and its words
/// in docs/.
/// </summary>
internal static class AccountSettings
{
    private static readonly ListType<string> Patterns = new(new TextType(), least: 1);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        Accounts("accountServer", "AccountServer", new TextType(), null,
            "The server on which the page for registration makes accounts: xmpp://HOST:PORT, a domain, or ejabberd+https://HOST:PORT/api.",
            (accounts, server) => accounts.Server = server),
        Accounts("accountServerTokenFile", null, new PasswordFileType(), null,
            "A file, with the mode 600, whose first line is the OAuth token for ejabberd's API.",
            (accounts, token) => accounts.Token = token),
        Accounts("accountServerToken", "AccountServerToken", new ObjectType<SecureString>(), null,
            "The OAuth token for ejabberd's API.", (accounts, token) => accounts.Token = token),
        Accounts("accountServerUser", null, new TextType(), null,
            "The address of an administrator, for ejabberd's API.", (accounts, user) => accounts.User = user),
        Accounts("accountServerPasswordFile", null, new PasswordFileType(), null,
            "A file, with the mode 600, whose first line is that administrator's password.",
            (accounts, password) => accounts.Password = password),
        Accounts("accountServerCredential", "AccountServerCredential", new ObjectType<NetworkCredential>(), null,
            "Address and password of an administrator, for ejabberd's API.",
            (accounts, credential) => (accounts.User, accounts.Password) = (credential.UserName, credential.SecurePassword)),
        Accounts("accountServerCertificateAuthority", "AccountServerCertificateAuthority", new PathType(AccountsDraft.AuthorityKind), null,
            "A PEM file with the certificates of the authorities to believe of the account server, in place of the system's.",
            (accounts, path) => accounts.Authority = path),
        Accounts("minPasswordLength", "MinPasswordLength", new NumberType<int>(1, 256), null,
            "The fewest characters of a password.", (accounts, length) => accounts.ShortestPassword = length),
        Component("component", "Component", new TextType(), null,
            "The port of the XMPP server for components, xmpp://HOST:PORT: its users make invites in their clients then.",
            (component, server) => component.Server = server),
        Component("componentName", "ComponentName", new TextType(), null,
            "The domain of the component, as the XMPP server knows it.", (component, name) => component.Name = name),
        Component("componentSecretFile", null, new PasswordFileType(), null,
            "A file, with the mode 600, whose first line is the secret of the component.", (component, secret) => component.Secret = secret),
        Component("componentSecret", "ComponentSecret", new ObjectType<SecureString>(), null,
            "The secret of the component.", (component, secret) => component.Secret = secret),
        Component("componentInviters", "ComponentInviter", Patterns, null,
            "Who may invite contacts through the component: addresses, with * for any characters.",
            (component, patterns) => component.Inviters = patterns),
        Component("componentAccountMakers", "ComponentAccountMaker", Patterns, null,
            "Who may invite to make accounts through the component.", (component, patterns) => component.AccountMakers = patterns),
        Component("componentMaxInvites", "ComponentMaxInvites", new NumberType<int>(1, 100_000), null,
            "How many contact invites of one user may be pending at a time.", (component, most) => component.MostInvites = most),
    ];

    private static Setting<T> Accounts<T>(
        string name, string? parameter, SettingType<T> type, string? prosody, string description, Action<AccountsDraft, T> set) =>
        new(name, parameter, type, prosody, description, (draft, value) =>
            draft with { Accounts = draft.Accounts.With(accounts => set(accounts, value)) });

    private static Setting<T> Component<T>(
        string name, string? parameter, SettingType<T> type, string? prosody, string description, Action<ComponentDraft, T> set) =>
        new(name, parameter, type, prosody, description, (draft, value) =>
            draft with { Component = draft.Component.With(component => set(component, value)) });
}
