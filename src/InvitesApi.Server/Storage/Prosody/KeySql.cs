using InvitesApi.Server.Storage.Sqlite;

namespace InvitesApi.Server.Storage.Prosody;

/// <summary>How <see cref="KeyLedger"/> counts in our tables beside Prosody's.</summary>
internal static class KeySql
{
    /// <summary>The counted invites of keys that Prosody has not used, as it deletes what it has.</summary>
    public const string Counted = """
        invitesapi_counted_invite CROSS JOIN (
          SELECT * FROM invitesapi_invite
          WHERE standing = 0 OR EXISTS (
            SELECT 1 FROM "prosody"
            WHERE "host" = invitesapi_invite.host AND "user" = '' AND "store" = 'invite_token' AND "key" = invitesapi_invite.token)
        ) AS invite ON invite.number = invitesapi_counted_invite.invite
        """;

    /// <summary>The statements.</summary>
    public static readonly KeyLedgerSql Ledger = new(
        "UPDATE invitesapi_key SET invites = invites + ?2, last_used_at = ?3, last_address = ?4 WHERE number = ?1",
        "INSERT INTO invitesapi_counted_invite (invite, key) VALUES (?1, ?2)",
        Counted,
        "invitesapi_counted_invite.key");
}
