using InvitesApi.Server.Invites;

namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>Conditions that several statements share.</summary>
internal static class InviteSql
{
    /// <summary>The invite is neither revoked nor over at <c>$now</c>.</summary>
    public const string Alive = "revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $now)";

    /// <summary>The invite was not used as often as it may be.</summary>
    public const string Unspent = "(max_uses IS NULL OR uses < max_uses)";

    /// <summary>The invite can be used at <c>$now</c>.</summary>
    public const string Pending = $"{Alive} AND {Unspent}";

    /// <summary>The invite is in a state at <c>$now</c>: the same as <see cref="Invite.State"/> says of one.</summary>
    /// <param name="state">The state; null: any.</param>
    public static string Condition(InviteState? state) => state switch
    {
        InviteState.Revoked => "revoked_at IS NOT NULL",
        InviteState.Used => "revoked_at IS NULL AND uses >= max_uses",
        InviteState.Expired => $"revoked_at IS NULL AND {Unspent} AND expires_at <= $now",
        InviteState.Pending => Pending,
        _ => "$now IS NOT NULL",
    };
}
