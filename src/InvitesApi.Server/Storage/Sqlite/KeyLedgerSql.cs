namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>What <see cref="KeyLedger"/> runs.</summary>
/// <param name="Note">Adds to a key's use: its number, how many invites, when, from where.</param>
/// <param name="Count">Counts an invite as one of a key that has a limit on pending ones: the invite's number, the key's.</param>
/// <param name="Counted">The tables of those invites, joined.</param>
/// <param name="KeyOfCounted">The column of the key in them.</param>
internal sealed record KeyLedgerSql(string Note, string Count, string Counted, string KeyOfCounted)
{
    /// <summary>In a file of ours.</summary>
    public static readonly KeyLedgerSql Ours = new(
        """
        INSERT INTO key_use (key, invites, last_used_at, last_address) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (key) DO UPDATE SET invites = invites + ?2, last_used_at = ?3, last_address = ?4
        """,
        "INSERT INTO counted_invite (invite, key) VALUES (?1, ?2)",
        "counted_invite CROSS JOIN invite ON invite.number = counted_invite.invite",
        "counted_invite.key");

    /// <summary>How many invites of a key are pending, and when the first of them ends: the key's number, when.</summary>
    public string Pending { get; } = $"""
        SELECT count(*), coalesce(min(expires_at), {long.MaxValue}) FROM {Counted}
        WHERE {KeyOfCounted} = ?1 AND {InviteSql.Pending.Replace("$now", "?2", StringComparison.Ordinal)}
        """;
}
