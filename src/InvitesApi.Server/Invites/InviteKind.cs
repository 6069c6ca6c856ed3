namespace InvitesApi.Server.Invites;

/// <summary>What an invite lets its holder do. The numbers are stored.</summary>
public enum InviteKind
{
    /// <summary>Make an account (Prosody's <c>register</c>).</summary>
    Account = 0,
}
