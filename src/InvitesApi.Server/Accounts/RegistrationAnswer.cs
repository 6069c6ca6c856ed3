using InvitesApi.Server.Invites;

namespace InvitesApi.Server.Accounts;

/// <summary>What became of a registration.</summary>
/// <param name="Verdict">What was said.</param>
/// <param name="Invite">The invite, where there is one.</param>
/// <param name="Username">The name of the account in its one form, where it has one.</param>
/// <param name="Password">What was said of the password.</param>
public sealed record RegistrationAnswer(
    RegistrationVerdict Verdict,
    Invite? Invite = null,
    string? Username = null,
    PasswordVerdict Password = PasswordVerdict.Good);
