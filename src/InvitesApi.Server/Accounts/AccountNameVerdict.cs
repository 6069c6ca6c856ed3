namespace InvitesApi.Server.Accounts;

/// <summary>What is said of the name that someone wants for an account.</summary>
public enum AccountNameVerdict
{
    /// <summary>It may be one.</summary>
    Good,

    /// <summary>There is none.</summary>
    Empty,

    /// <summary>It has more than <see cref="AccountName.LongestBytes"/> bytes.</summary>
    TooLong,

    /// <summary>It has a character that no name has.</summary>
    CharacterNotAllowed,

    /// <summary>It mixes letters that are written from the right with others.</summary>
    DirectionsMixed,
}
