namespace InvitesApi.Server.Accounts;

/// <summary>What an account server can do.</summary>
[Flags]
public enum AccountServerAbilities
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>It makes accounts.</summary>
    Create = 1,

    /// <summary>It tells whether an account is there.</summary>
    Find = 2,

    /// <summary>It sets a password on our word alone.</summary>
    SetPassword = 4,

    /// <summary>It sets a password if it knows the reset invite that comes with it, as Prosody knows its own.</summary>
    SetPasswordByInvite = 8,

    /// <summary>It makes two accounts contacts of each other.</summary>
    MakeContacts = 16,

    /// <summary>It takes the token of an invite, where it knows that invite, and does by itself what the invite says (XEP-0445).</summary>
    RedeemInvite = 32,

    /// <summary>
    /// It may tell whether an account is there, by a login that is given up: for the rare case, as servers count the logins that fail.
    /// </summary>
    FindSparingly = 64,
}
