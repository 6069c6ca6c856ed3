namespace InvitesApi.Server.Faults;

/// <summary>
/// What can go wrong, each under a name that stays: scripts see it as the id of an ErrorRecord. docs/errors.md lists them.
/// </summary>
public enum InviteFault
{
    /// <summary>The name of a virtual host is no domain name.</summary>
    VirtualHostInvalid,

    /// <summary>The name of a key has characters that a name must not have, or is too long.</summary>
    InviteApiKeyNameInvalid,

    /// <summary>The text of a key is not <c>ID/TOKEN</c>, or one of its halves is too short or too long.</summary>
    InviteApiKeyMalformed,

    /// <summary>The text of a key has a typo: its checksum is wrong.</summary>
    InviteApiKeyMistyped,

    /// <summary>What a key is to be limited to makes no sense.</summary>
    InviteApiKeyLimitInvalid,

    /// <summary>A key with that id is there already.</summary>
    InviteApiKeyTaken,

    /// <summary>No key has that id.</summary>
    InviteApiKeyNotFound,

    /// <summary>The name of an account is none that XMPP has.</summary>
    UsernameInvalid,

    /// <summary>What an invite shall be contradicts itself, or one of its parts is malformed.</summary>
    InviteInvalid,

    /// <summary>No invite has that token.</summary>
    InviteNotFound,

    /// <summary>The invite is in a state in which this can't be done to it.</summary>
    InviteStateInvalid,

    /// <summary>Another invite, which is still good, has the same preset name.</summary>
    InviteUsernameReserved,

    /// <summary>The link to an invite's page is not known, as no server has served its host yet.</summary>
    InvitePageUnknown,

    /// <summary>The place of the database is written in a way that is not understood.</summary>
    DatabaseLocationInvalid,

    /// <summary>The database, or its folder, cannot be opened: it is a folder, may not be read, or its disk is at fault.</summary>
    DatabaseUnavailable,

    /// <summary>The database may be read but not written.</summary>
    DatabaseReadOnly,

    /// <summary>The file is no SQLite database, or one of another program.</summary>
    DatabaseForeign,

    /// <summary>The file was written by a newer version of this program.</summary>
    DatabaseTooNew,

    /// <summary>Another process held the database for longer than we wait.</summary>
    DatabaseBusy,

    /// <summary>The disk of the database is full.</summary>
    DatabaseFull,

    /// <summary>An entry of the audit trail was changed, removed or put in.</summary>
    AuditChainBroken,

    /// <summary>The audit trail is whole, but none of its entries is the head that was noted.</summary>
    AuditHeadNotFound,

    /// <summary>The file, or the backup, is a database of this program, and damaged.</summary>
    DatabaseDamaged,

    /// <summary>The write-ahead log beside the file is that of another file.</summary>
    DatabaseLogForeign,

    /// <summary>The database is in use, and what was asked for needs it alone.</summary>
    DatabaseInUse,

    /// <summary>The database is a Prosody's, and what was asked for is done by Prosody's own tools.</summary>
    DatabaseNotOwn,

    /// <summary>There is no such file of a Prosody.</summary>
    ProsodyDatabaseNotFound,

    /// <summary>The file is a SQLite database, but not one of a Prosody.</summary>
    ProsodyDatabaseForeign,

    /// <summary>Prosody has stored nothing of that host in the file.</summary>
    VirtualHostNotInDatabase,

    /// <summary>A key whose token is not known can't be stored where Prosody needs the token.</summary>
    InviteApiKeyHashOnly,

    /// <summary>A file of exported data can't be read, or is none.</summary>
    InviteDataInvalid,

    /// <summary>The port is taken by another program.</summary>
    ListenerPortInUse,

    /// <summary>The address is none of this machine's, or may not be listened on.</summary>
    ListenerAddressUnavailable,

    /// <summary>The template of the invite page's link is malformed.</summary>
    InvitePageTemplateInvalid,

    /// <summary>The base of links that are handed out is no absolute http or https URI.</summary>
    ExternalUriInvalid,

    /// <summary>The folder of the invite page has a file that can't be used.</summary>
    PageFolderInvalid,

    /// <summary>The catalogue of apps can't be used.</summary>
    AppCatalogueInvalid,

    /// <summary>The catalogue has no app with that id.</summary>
    AppUnknown,

    /// <summary>Plain HTTP was to be where others can read along.</summary>
    PlainHttpRefused,

    /// <summary>No certificate is where one was looked for.</summary>
    CertificateNotFound,

    /// <summary>The certificate, or its key, can't be read.</summary>
    CertificateUnreadable,

    /// <summary>The certificate is not good at this time.</summary>
    CertificateExpired,

    /// <summary>The certificate is for other hosts.</summary>
    CertificateNameMismatch,

    /// <summary>A trusted proxy is neither an address nor a network.</summary>
    TrustedProxyInvalid,

    /// <summary>A path of a resource is malformed, or there is no such resource.</summary>
    HttpPathInvalid,

    /// <summary>What pages of other origins may do is malformed, or contradicts itself.</summary>
    CorsInvalid,

    /// <summary>A virtual host of that name is served already.</summary>
    VirtualHostTaken,

    /// <summary>No virtual host of that name is served.</summary>
    VirtualHostNotServed,

    /// <summary>The access log can't be written.</summary>
    AccessLogUnavailable,

    /// <summary>The configuration file isn't there, or can't be read.</summary>
    ConfigurationUnavailable,

    /// <summary>A setting of the configuration file is not known, or has no such value.</summary>
    ConfigurationInvalid,

    /// <summary>The password is too short, too plain, or has characters that a password must not have.</summary>
    PasswordInvalid,

    /// <summary>The place of the account server is written in a way that is not understood, or its credentials do not go with it.</summary>
    AccountServerInvalid,

    /// <summary>An option of the component is malformed: its server, its name, its secret, or who may use it.</summary>
    ComponentOptionInvalid,

    /// <summary>The XMPP server has refused the component: it does not know that name, or has another secret for it.</summary>
    ComponentRefused,

    /// <summary>A setting, or a parameter, is missing that another one needs.</summary>
    SettingMissing,
}
