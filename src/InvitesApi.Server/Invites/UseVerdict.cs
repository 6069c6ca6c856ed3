namespace InvitesApi.Server.Invites;

/// <summary>What is said of the wish to use an invite under a name.</summary>
public enum UseVerdict
{
    /// <summary>The use has begun.</summary>
    Begun,

    /// <summary>There is no such invite.</summary>
    Unknown,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>It was used as often as it may be.</summary>
    Used,

    /// <summary>It was taken back.</summary>
    Revoked,

    /// <summary>It makes no account and sets no password.</summary>
    MakesNoAccount,

    /// <summary>It is for another name.</summary>
    OtherName,

    /// <summary>The name is reserved for another invite, or somebody is making an account of that name at this moment.</summary>
    NameReserved,
}
