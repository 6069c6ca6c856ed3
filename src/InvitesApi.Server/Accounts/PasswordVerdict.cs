namespace InvitesApi.Server.Accounts;

/// <summary>What is said of the password that someone wants.</summary>
public enum PasswordVerdict
{
    /// <summary>It may be one.</summary>
    Good,

    /// <summary>It has fewer characters than the rules want.</summary>
    TooShort,

    /// <summary>It has more than <see cref="PasswordRules.LongestBytes"/> bytes.</summary>
    TooLong,

    /// <summary>It has a control character, or one that is none.</summary>
    CharacterNotAllowed,

    /// <summary>It is the name, the host or the address of the account, whatever the case.</summary>
    SameAsName,

    /// <summary>It repeats a few characters.</summary>
    TooPlain,
}
