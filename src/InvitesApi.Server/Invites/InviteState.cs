namespace InvitesApi.Server.Invites;

/// <summary>What an invite is good for at a moment.</summary>
public enum InviteState
{
    /// <summary>It can be used.</summary>
    Pending,

    /// <summary>It was used as often as it may be.</summary>
    Used,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>It was taken back.</summary>
    Revoked,
}
