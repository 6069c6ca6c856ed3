using InvitesApi.Server.Keys;

namespace InvitesApi.Server.Invites;

/// <summary>What to change of an invite.</summary>
/// <param name="Action">What is done to it, for its history.</param>
/// <param name="Actor">Who does it.</param>
/// <param name="At">When.</param>
/// <param name="Apply">The invite as it shall be, of the invite as it is; the same object: nothing is changed.</param>
public sealed record InviteChange(InviteAction Action, string Actor, DateTimeOffset At, Func<Invite, Invite> Apply)
{
    /// <summary>The key that it is done with: it is judged again with the change, and if it is not good any more, nothing is changed; null: without one.</summary>
    public KeyUse? By { get; init; }
}
