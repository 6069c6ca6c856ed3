using System.Globalization;
using InvitesApi.Server.Invites;

namespace InvitesApi.PowerShell.Binding;

/// <summary>What is to be said of how long the invites of a key shall be good.</summary>
internal static class InviteLifetime
{
    /// <summary>The warning that a limit limits nothing: the invites of every key end with the usual lifetime, whatever it says beyond.</summary>
    /// <param name="most">The limit; null: there is none.</param>
    /// <returns>The warning; null where there is none.</returns>
    public static string? WarningOf(TimeSpan? most) => most > InviteRules.Lifetime ? string.Create(
        CultureInfo.InvariantCulture,
        $"-InviteExpiresIn changes nothing: the invites of a key are good for {InviteRules.Lifetime.TotalDays} days at the most, and those that set a password "
        + $"for {InviteRules.ResetLifetime.TotalHours} hours. Invites of New-Invite may be good for longer.") : null;
}
