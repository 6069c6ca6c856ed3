namespace InvitesApi.Server.Audit;

/// <summary>An entry of the audit trail, as it stands in its table.</summary>
/// <param name="Number">Its number: the first is 1, and none is left out.</param>
/// <param name="Second">When, in seconds since 1970, by the clock of the process that wrote it.</param>
/// <param name="Actor">
/// Who: a user of a shell (<c>shell/USER@MACHINE</c>), a key (<c>api/token/KEYID</c>), a server by itself (<c>server/USER@MACHINE</c>), an account
/// (<c>component/JID</c>), or the way an account was made.
/// </param>
/// <param name="Action">What: one of <see cref="AuditAction"/>.</param>
/// <param name="VirtualHost">Where; empty: at no host alone.</param>
/// <param name="Subject">The id of a key or the designation of an invite; empty: none alone.</param>
/// <param name="Detail">What else there is to tell, a JSON object; empty: nothing.</param>
/// <param name="Hash">What chains it to the entry before: see <see cref="AuditChain"/>.</param>
public sealed record AuditEntry(
    long Number,
    long Second,
    string Actor,
    string Action,
    string VirtualHost,
    string Subject,
    string Detail,
    ReadOnlyMemory<byte> Hash)
{
    // Of the years 1 and 9999: a time that somebody has forged may be none.
    private const long FirstSecond = -62_135_596_800;
    private const long LastSecond = 253_402_300_799;

    /// <summary>Whether it names an invite: as its subject, or as the last of several.</summary>
    /// <param name="designation">The invite's designation.</param>
    public bool Names(string designation) => Subject == designation || Detail.Contains($"\"{designation}\"", StringComparison.Ordinal);

    /// <summary>When, in UTC.</summary>
    public DateTimeOffset At => DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(Second, FirstSecond, LastSecond));
}
