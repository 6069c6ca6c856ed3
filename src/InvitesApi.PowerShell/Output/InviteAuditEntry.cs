using InvitesApi.Server.Audit;
using InvitesApi.Server.Texts;

namespace InvitesApi.PowerShell.Output;

/// <summary>An entry of the audit trail.</summary>
public sealed class InviteAuditEntry
{
    internal InviteAuditEntry(AuditEntry entry, string database)
    {
        Number = entry.Number;
        At = entry.At.LocalDateTime;
        Action = Printable.Clean(entry.Action); // other programs may have stored anything
        Actor = Printable.Clean(entry.Actor);
        VirtualHost = CleanOrNull(entry.VirtualHost);
        Subject = CleanOrNull(entry.Subject);
        Detail = CleanOrNull(entry.Detail);
        Hash = Convert.ToHexStringLower(entry.Hash.Span);
        Database = database;
    }

    /// <summary>Its number: the first is 1, and none is left out.</summary>
    public long Number { get; }

    /// <summary>When, in local time.</summary>
    public DateTime At { get; }

    /// <summary>What, such as <c>key-made</c>.</summary>
    public string Action { get; }

    /// <summary>
    /// Who: a user of a shell (<c>shell/USER@MACHINE</c>), a key (<c>api/token/KEYID</c>), a server by itself (<c>server/USER@MACHINE</c>), an account
    /// (<c>component/JID</c>), or the way an account was made.
    /// </summary>
    public string Actor { get; }

    /// <summary>The host; null: none alone.</summary>
    public string? VirtualHost { get; }

    /// <summary>The id of a key, or what designates an invite; of several the first.</summary>
    public string? Subject { get; }

    /// <summary>What else there is to tell, a JSON object; null: nothing.</summary>
    public string? Detail { get; }

    /// <summary>The hash that chains it to the entry before, in hexadecimal.</summary>
    public string Hash { get; }

    /// <summary>The database that it is in.</summary>
    public string Database { get; }

    private static string? CleanOrNull(string text) => text.Length == 0 ? null : Printable.Clean(text);
}
