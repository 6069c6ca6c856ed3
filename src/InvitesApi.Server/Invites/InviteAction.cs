namespace InvitesApi.Server.Invites;

/// <summary>What happened to an invite. The numbers are stored.</summary>
public enum InviteAction
{
    /// <summary>It was made.</summary>
    Created = 0,

    /// <summary>Its expiry, its number of uses or its note was changed.</summary>
    Changed = 1,

    /// <summary>It was taken back.</summary>
    Revoked = 2,

    /// <summary>It was made good again after it had been taken back.</summary>
    Restored = 3,

    /// <summary>An account was made with it, or a password set.</summary>
    Used = 4,
}
