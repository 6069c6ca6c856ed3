namespace InvitesApi.Server.Keys;

/// <summary>What a key may be used for. The numbers are stored nowhere: scopes stand by their names.</summary>
[Flags]
public enum ApiKeyScopes
{
    /// <summary>Nothing: the key is of no use.</summary>
    None = 0,

    /// <summary>Make invites.</summary>
    Create = 1,

    /// <summary>List invites.</summary>
    List = 2,

    /// <summary>Take invites back.</summary>
    Revoke = 4,

    /// <summary>Make invites to set a new password.</summary>
    Reset = 8,

    /// <summary>All of it.</summary>
    All = Create | List | Revoke | Reset,
}
