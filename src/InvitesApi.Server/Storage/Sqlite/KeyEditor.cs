using InvitesApi.Server.Audit;
using InvitesApi.Server.Keys;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>The SQL that changes keys, notes their use beside invites, and removes them.</summary>
internal static class KeyEditor
{
    /// <summary>Changes a key.</summary>
    /// <returns>The key as it is now; null where there is none.</returns>
    public static ApiKey? Change(SqliteConnection connection, string virtualHost, string id, KeyChange change, Auditor audit)
    {
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        if (KeyTable.FindInUse(connection, virtualHost, id) is not { } row)
        {
            return null;
        }

        ApiKey after = change.Apply(row.Key);
        connection.Run(
            "UPDATE api_key SET name = $name, allowed_methods = $methods, limits = $limits, disabled_at = $disabled WHERE number = $number",
            ("$name", after.Name),
            ("$methods", (long)after.Methods),
            ("$limits", KeyLimitsDocument.Write(after.Limits)),
            ("$disabled", InviteRow.Store(after.DisabledAt)),
            ("$number", row.Number));
        if (change.NewText is { } text)
        {
            connection.Run(
                "UPDATE api_key SET previous_hash = token_hash, previous_until = $until, token_hash = $hash WHERE number = $number",
                ("$until", change.PreviousUntil.ToUnixTimeSeconds()),
                ("$hash", KeyRow.Bytes(TokenHash.Of(text.Token.Span))),
                ("$number", row.Number));
        }

        if (after.Limits.MaxPending is not null && row.Key.Limits.MaxPending is null)
        {
            KeyInvites.CountAll(connection, row.Number);
        }

        audit.Write(connection, AuditNote.OfChange(change, row.Key, after));
        transaction.CommitForSure();
        return after;
    }

    /// <summary>Revokes a key, and its pending invites where that is wished.</summary>
    /// <returns>How many invites were taken back; null: there is no such key.</returns>
    public static long? Remove(SqliteConnection connection, string virtualHost, string id, KeyRemoval removal, Auditor audit)
    {
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        if (KeyTable.FindInUse(connection, virtualHost, id) is not { } row)
        {
            return null;
        }

        long at = removal.At.ToUnixTimeSeconds();
        connection.Run("UPDATE api_key SET removed_at = $now WHERE number = $number", ("$now", at), ("$number", row.Number));
        long revoked = removal.RevokesInvites ? KeyInvites.RevokeAll(connection, row.Number, removal.Actor, at) : 0;
        audit.Write(connection, AuditNote.KeyRemoved(virtualHost, id, removal.RevokesInvites ? revoked : null));
        transaction.CommitForSure();
        return revoked;
    }

    /// <summary>Judges a key for what makes no invite, and notes its use.</summary>
    public static KeyAnswer Judge(SqliteConnection connection, KeyUse use, UseNotes notes)
    {
        KeyRow? row = KeyTable.FindInUse(connection, use.VirtualHost, use.KeyId.ToString());
        KeyVerdict verdict = KeyRules.Judge(row?.Stored, use);
        if (verdict != KeyVerdict.Accepted)
        {
            return new KeyAnswer(verdict);
        }

        TimeSpan wait = KeyRules.CountUse(row!.Stored, use);
        if (wait > TimeSpan.Zero)
        {
            return new KeyAnswer(KeyVerdict.TooFast, wait, row.Stored.Limits.Rate);
        }

        notes.Write(connection, row.Key.Usage, use, () => connection.Run(
            """
            INSERT INTO key_use (key, invites, last_used_at, last_address) VALUES ($key, 0, $at, $address)
            ON CONFLICT (key) DO UPDATE SET last_used_at = $at, last_address = $address
            """,
            ("$key", row.Number),
            ("$at", use.At),
            ("$address", use.Address?.ToString())));
        return new KeyAnswer(KeyVerdict.Accepted);
    }

    /// <summary>Whether a key that was judged is still good. For the inside of a transaction, and for what makes no invite.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="use">What it was judged for; null: no key is needed.</param>
    public static bool IsStillGood(SqliteConnection connection, KeyUse? use) => use is not { } by
        || KeyRules.Judge(KeyTable.FindInUse(connection, by.VirtualHost, by.KeyId.ToString())?.Stored, by) == KeyVerdict.Accepted;
}
