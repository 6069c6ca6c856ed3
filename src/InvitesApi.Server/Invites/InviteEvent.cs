namespace InvitesApi.Server.Invites;

/// <summary>What happened to an invite.</summary>
/// <param name="Invite">The invite, as it is now.</param>
/// <param name="Action">What happened.</param>
/// <param name="At">When, in UTC, to the second.</param>
/// <param name="Actor">Who did it: a key, a user of a shell, or the way an account was made.</param>
/// <param name="Username">The account that was made or whose password was set, before the <c>@</c>.</param>
public sealed record InviteEvent(Invite Invite, InviteAction Action, DateTimeOffset At, string? Actor, string? Username);
