namespace InvitesApi.Server.Xmpp.Components;

/// <summary>Whether a command can be gone on with.</summary>
internal enum CommandSessionState
{
    /// <summary>It waits.</summary>
    Waiting,

    /// <summary>It has waited too long.</summary>
    Expired,

    /// <summary>There is none, or it is another user's.</summary>
    Unknown,
}
