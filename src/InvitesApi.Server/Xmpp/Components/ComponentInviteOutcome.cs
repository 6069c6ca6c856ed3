namespace InvitesApi.Server.Xmpp.Components;

/// <summary>What became of the wish for an invite.</summary>
public enum ComponentInviteOutcome
{
    /// <summary>It was made.</summary>
    Created,

    /// <summary>The name is taken, or kept for another invite.</summary>
    NameTaken,

    /// <summary>The name can't be one.</summary>
    NameInvalid,

    /// <summary>The user has made too many.</summary>
    TooMany,

    /// <summary>The rules do not allow it.</summary>
    NotAllowed,

    /// <summary>It can't be stored now.</summary>
    Failed,
}
