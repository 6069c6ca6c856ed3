namespace InvitesApi.Server.Accounts;

/// <summary>What became of a call to an account server.</summary>
public enum AccountOutcome
{
    /// <summary>It was done.</summary>
    Done,

    /// <summary>No account has that name.</summary>
    NameFree,

    /// <summary>An account has that name. If one was to be made, it was not.</summary>
    NameTaken,

    /// <summary>The server takes no such name.</summary>
    NameInvalid,

    /// <summary>The server takes no such password: its own rules are stricter.</summary>
    PasswordRefused,

    /// <summary>The server does not know the invite, or it is used up or expired there.</summary>
    InviteRefused,

    /// <summary>There is no account of that name.</summary>
    AccountNotFound,

    /// <summary>The server does not serve that virtual host.</summary>
    HostNotFound,

    /// <summary>The server does not allow it: registration is closed, for others, or wants more than a name and a password.</summary>
    NotAllowed,

    /// <summary>Too much was asked of the server lately. It may be tried again later.</summary>
    TooMany,

    /// <summary>This kind of server can't do that.</summary>
    NotSupported,

    /// <summary>The server could not be reached, or was silent. Nothing was done.</summary>
    Unreachable,

    /// <summary>The server did not prove that it is the one of that domain, or offers no encryption. Nothing was done.</summary>
    NotTrusted,

    /// <summary>The server went silent after it was asked. Whether it was done is unknown.</summary>
    Unanswered,

    /// <summary>The server failed, or said what nobody understands. It is taken as not done.</summary>
    ServerFailed,
}
