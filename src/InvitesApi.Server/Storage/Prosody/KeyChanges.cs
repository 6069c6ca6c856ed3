using InvitesApi.Server.Audit;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Prosody;

/// <summary>Changes keys in Prosody's table and ours, removes them, and judges them beside invites. Our tables are there.</summary>
internal static class KeyChanges
{
    /// <summary>Changes a key.</summary>
    /// <returns>The key as it is now; null where there is none.</returns>
    public static ApiKey? Change(SqliteConnection connection, string virtualHost, string id, KeyChange change, Auditor audit)
    {
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        if (ProsodyTable.Find(connection, virtualHost, ProsodyTable.Keys, id) is not { } document
            || ProsodyKey.Read(virtualHost, id, document) is not { } read)
        {
            return null;
        }

        KeyExtras extras = KeyExtras.Find(connection, virtualHost, id);
        ApiKey before = extras.ApplyTo(read.Key);
        ApiKey after = change.Apply(before);
        string token = change.NewText is { } text ? text.Token.ToString() : ProsodyKey.TokenOf(document);
        if (change.NewText is not null || after.Name != before.Name || after.Methods != before.Methods)
        {
            var whole = new NewApiKey(after, new ApiKeyText(id.AsMemory(), token.AsMemory()));
            ProsodyTable.Set(connection, virtualHost, string.Empty, ProsodyTable.Keys, id, ProsodyTable.Json, ProsodyKey.Write(whole));
        }

        long number = KeyExtras.Ensure(connection, virtualHost, id);
        Store(connection, number, after);
        if (change.NewText is not null)
        {
            connection.Run(
                "UPDATE invitesapi_key SET previous_hash = $hash, previous_until = $until WHERE number = $number",
                ("$hash", KeyRow.Bytes(read.Stored.Hash)),
                ("$until", change.PreviousUntil.ToUnixTimeSeconds()),
                ("$number", number));
        }

        if (after.Limits.MaxPending is not null && before.Limits.MaxPending is null)
        {
            ProsodyKeyInvites.CountAll(connection, number, virtualHost, id);
        }

        audit.Write(connection, AuditNote.OfChange(change, before, after));
        transaction.CommitForSure();
        return after;
    }

    /// <summary>Stores what Prosody has no place for.</summary>
    public static void Store(SqliteConnection connection, long number, ApiKey key) => connection.Run(
        "UPDATE invitesapi_key SET limits = $limits, disabled_at = $disabled WHERE number = $number",
        ("$limits", KeyLimitsDocument.Write(key.Limits)),
        ("$disabled", InviteRow.Store(key.DisabledAt)),
        ("$number", number));

    /// <summary>
    /// Removes a key, and then takes its pending invites back where that is wished: a few in each transaction, as Prosody must not wait for long, and
    /// after the key, as that could make more else. Who was stopped in between can do it again. Our table keeps the key for the history.
    /// </summary>
    /// <returns>How many invites were taken back; null: there is neither such a key nor an invite of one.</returns>
    public static long? Remove(
        SqliteConnection connection, string virtualHost, string id, KeyRemoval removal, Auditor audit, CancellationToken cancellation)
    {
        bool isRemoved = Remove(connection, virtualHost, id, removal.At, audit);
        if (!removal.RevokesInvites)
        {
            return isRemoved ? 0 : null;
        }

        Noting.Names(connection, virtualHost, removal.At); // Prosody's own endpoint makes invites with the key too
        long revoked = 0;
        foreach (long[] some in ProsodyKeyInvites.ToRevoke(connection, virtualHost, id, removal.At).Chunk(InviteRows.MostAtOnce))
        {
            cancellation.ThrowIfCancellationRequested();
            using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
            List<Invite> taken = ProsodyKeyInvites.Revoke(connection, some, removal);
            audit.Write(connection, AuditNote.OfInvites(AuditAction.InviteRevoked, taken));
            transaction.CommitForSure();
            revoked += taken.Count;
        }

        return isRemoved || revoked > 0 ? revoked : null;
    }

    /// <summary>The key in use of a host and an id, and what it has made so far; the one that was removed last where none is in use.</summary>
    public static KeyStanding? Find(SqliteConnection connection, string virtualHost, string id, long now)
    {
        (StoredKey? key, KeyExtras extras) = FindInUse(connection, virtualHost, id);
        long pending = extras.Limits.MaxPending is null ? 0 : (long)connection.Scalar(
            $"SELECT count(*) FROM {KeySql.Counted} WHERE invitesapi_counted_invite.key = $key AND {InviteSql.Pending}",
            ("$key", extras.Number),
            ("$now", now))!;
        return key is null ? FindRemoved(connection, virtualHost, id) : new KeyStanding(key, new KeyCounts(extras.Usage.Invites, pending));
    }

    /// <summary>Judges a key for what makes no invite, and notes its use.</summary>
    public static KeyAnswer Judge(SqliteConnection connection, KeyUse use, UseNotes notes)
    {
        string id = use.KeyId.ToString();
        (StoredKey? key, KeyExtras extras) = FindInUse(connection, use.VirtualHost, id);
        KeyVerdict verdict = KeyRules.Judge(key, use);
        if (verdict != KeyVerdict.Accepted)
        {
            return new KeyAnswer(verdict);
        }

        TimeSpan wait = KeyRules.CountUse(key!, use);
        if (wait > TimeSpan.Zero)
        {
            return new KeyAnswer(KeyVerdict.TooFast, wait, key!.Limits.Rate);
        }

        notes.Write(connection, extras.Usage, use, () => connection.Run(
            "UPDATE invitesapi_key SET last_used_at = $at, last_address = $address WHERE number = $number",
            ("$at", use.At),
            ("$address", use.Address?.ToString()),
            ("$number", KeyExtras.Ensure(connection, use.VirtualHost, id))));
        return new KeyAnswer(KeyVerdict.Accepted);
    }

    /// <summary>Whether a key that was judged is still good. For the inside of a transaction, and for what makes no invite.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="use">What it was judged for; null: no key is needed.</param>
    public static bool IsStillGood(SqliteConnection connection, KeyUse? use) => use is not { } by
        || KeyRules.Judge(FindInUse(connection, by.VirtualHost, by.KeyId.ToString()).Key, by) == KeyVerdict.Accepted;

    private static KeyStanding? FindRemoved(SqliteConnection connection, string virtualHost, string id) =>
        KeyExtras.FindRemoved(connection, virtualHost, id) is { } key ? new KeyStanding(key, default) : null;

    private static (StoredKey? Key, KeyExtras Extras) FindInUse(SqliteConnection connection, string virtualHost, string id)
    {
        if (ProsodyTable.Find(connection, virtualHost, ProsodyTable.Keys, id) is { } document
            && ProsodyKey.Read(virtualHost, id, document) is { } read)
        {
            KeyExtras extras = KeyExtras.Find(connection, virtualHost, id);
            return (extras.ApplyTo(read.Stored), extras);
        }

        return (null, KeyExtras.None);
    }

    private static bool Remove(SqliteConnection connection, string virtualHost, string id, DateTimeOffset at, Auditor audit)
    {
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        if (ProsodyTable.Find(connection, virtualHost, ProsodyTable.Keys, id) is not { } document
            || !ProsodyTable.Delete(connection, virtualHost, string.Empty, ProsodyTable.Keys, id))
        {
            return false;
        }

        (ApiKey Key, StoredKey Stored)? read = ProsodyKey.Read(virtualHost, id, document);
        ApiKey? key = read?.Key;
        connection.Run(
            """
            UPDATE invitesapi_key
            SET removed_at = $now, name = $name, allowed_methods = $methods, created_at = $created, previous_hash = $hash, previous_until = NULL
            WHERE number = $number
            """,
            ("$now", at.ToUnixTimeSeconds()),
            ("$hash", read is null ? null : KeyRow.Bytes(read.Value.Stored.Hash)), // of its last token: Prosody's table forgets it
            ("$name", key?.Name),
            ("$methods", (long?)key?.Methods),
            ("$created", key?.CreatedAt.ToUnixTimeSeconds()),
            ("$number", KeyExtras.Ensure(connection, virtualHost, id)));
        audit.Write(connection, AuditNote.KeyRemoved(virtualHost, id, revoked: null));
        transaction.CommitForSure();
        return true;
    }
}
