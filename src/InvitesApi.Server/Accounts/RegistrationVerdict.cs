namespace InvitesApi.Server.Accounts;

/// <summary>What became of the wish to make an account, or to set a password, with an invite.</summary>
public enum RegistrationVerdict
{
    /// <summary>The account was made, or the password set.</summary>
    Done,

    /// <summary>The invite is unknown, expired, used up or revoked: its page says which.</summary>
    InviteGone,

    /// <summary>The invite makes no account.</summary>
    MakesNoAccount,

    /// <summary>No account can have the name.</summary>
    NameInvalid,

    /// <summary>The name is taken, or reserved for another.</summary>
    NameTaken,

    /// <summary>The invite is for another name.</summary>
    OtherName,

    /// <summary>The password is none that may be used; <see cref="RegistrationAnswer.Password"/> says why, unless the server refused it.</summary>
    PasswordRefused,

    /// <summary>The account that a password was to be set for is gone.</summary>
    AccountNotFound,

    /// <summary>The XMPP server does not let us do it. Its administrator must look.</summary>
    NotAllowed,

    /// <summary>The XMPP server can't be reached, or is busy. Nothing was done; trying again later helps.</summary>
    Unavailable,

    /// <summary>The XMPP server went silent. Whether the account was made will be found out; the invite is kept back until then.</summary>
    Unknown,

    /// <summary>The XMPP server went silent. Whether the password was set is unknown; its holder may try it.</summary>
    PasswordUnknown,
}
