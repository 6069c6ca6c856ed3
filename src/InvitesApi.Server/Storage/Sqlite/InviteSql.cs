namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>Conditions that several statements share.</summary>
internal static class InviteSql
{
    /// <summary>The invite can be used at <c>$now</c>.</summary>
    public const string Pending =
        "revoked_at IS NULL AND (max_uses IS NULL OR uses < max_uses) AND (expires_at IS NULL OR expires_at > $now)";
}
