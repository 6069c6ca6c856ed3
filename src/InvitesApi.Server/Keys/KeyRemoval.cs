namespace InvitesApi.Server.Keys;

/// <summary>How a key is removed.</summary>
/// <param name="At">When.</param>
/// <param name="Actor">Who does it, for the history of its invites.</param>
/// <param name="RevokesInvites">Whether its pending invites are taken back too, in the same transaction.</param>
public sealed record KeyRemoval(DateTimeOffset At, string Actor, bool RevokesInvites);
