using InvitesApi.Server.Faults;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Texts;

namespace InvitesApi.Server.Keys;

/// <summary>What a key may be limited to.</summary>
public static class ApiKeyLimitRules
{
    /// <summary>The limits in the one form that is stored: times to the second, names once.</summary>
    /// <param name="limits">What an administrator wants.</param>
    /// <param name="now">When.</param>
    /// <param name="before">The limits that the key has; null: it is new. What stays as it is may be in the past.</param>
    /// <exception cref="InviteException">
    /// <see cref="InviteFault.InviteApiKeyLimitInvalid"/>, or <see cref="InviteFault.InviteInvalid"/> for the name of a group or a role.
    /// </exception>
    public static ApiKeyLimits Check(ApiKeyLimits limits, DateTimeOffset now, ApiKeyLimits? before = null)
    {
        ArgumentNullException.ThrowIfNull(limits);
        if (limits == ApiKeyLimits.None)
        {
            return ApiKeyLimits.None;
        }

        RequireSome(limits.MaxInvites, "A key that makes no invite is of no use. Give 1 or more, or use -Disable.");
        RequireSome(limits.MaxPending, "A key none of whose invites may be pending is of no use. Give 1 or more, or use -Disable.");
        RequireSome(limits.Invites.MaxUses, "An invite that can't be used is of no use. Give 1 or more.");
        if (limits.Scopes == ApiKeyScopes.None)
        {
            throw Invalid("A key that may be used for nothing is of no use. Give a scope.", "Scope");
        }

        if (limits.Invites.ExpiresIn is { } span && span < TimeSpan.FromSeconds(1))
        {
            throw Invalid($"Invites would be good for {span}. Give a second or more.", span);
        }

        return limits with
        {
            ExpiresAt = limits.ExpiresAt == before?.ExpiresAt ? limits.ExpiresAt : CheckExpiry(limits.ExpiresAt, now),
            Invites = limits.Invites with
            {
                ExpiresIn = limits.Invites.ExpiresIn is { } whole ? TimeSpan.FromSeconds((long)whole.TotalSeconds) : null,
                Groups = new TextList(InviteRules.Names(limits.Invites.Groups, "group")),
                Roles = new TextList(InviteRules.Names(limits.Invites.Roles, "role")),
            },
        };
    }

    /// <summary>The limits of a key that was made elsewhere: as if it were made here, but it may have expired.</summary>
    /// <param name="limits">The limits as they stand there.</param>
    /// <exception cref="InviteException">As <see cref="Check"/> has it.</exception>
    public static ApiKeyLimits CheckCopy(ApiKeyLimits limits) => Check(limits, DateTimeOffset.UnixEpoch, before: limits);

    /// <summary>How many invites a key may have made elsewhere.</summary>
    /// <param name="invites">How many it has.</param>
    /// <exception cref="InviteException"><see cref="InviteFault.InviteApiKeyLimitInvalid"/>.</exception>
    public static long CheckMade(long invites) => invites >= 0 ? invites : throw Invalid($"A key can't have made {invites} invites.", invites);

    private static DateTimeOffset? CheckExpiry(DateTimeOffset? expiry, DateTimeOffset now) => expiry is not { } end
        ? null
        : end > now ? DateTimeOffset.FromUnixTimeSeconds(end.ToUnixTimeSeconds()) : throw Invalid(
            $"The key would expire at {end:u}, which is not in the future. Give a later time.", end);

    private static void RequireSome(long? count, string otherwise)
    {
        if (count < 1)
        {
            throw Invalid(otherwise, count);
        }
    }

    private static InviteException Invalid(string what, object? target) => new(InviteFault.InviteApiKeyLimitInvalid, what, target);
}
