namespace InvitesApi.Server.Invites;

/// <summary>What an invite lets its holder do. The numbers are stored.</summary>
public enum InviteKind
{
    /// <summary>Make an account (Prosody's <c>register</c>).</summary>
    Account = 0,

    /// <summary>Become a contact of who invites (Prosody's <c>roster</c>, XEP-0379).</summary>
    Contact = 1,

    /// <summary>Set a new password for an account that exists (Prosody's <c>register</c> with <c>allow_reset</c>).</summary>
    Reset = 2,
}
