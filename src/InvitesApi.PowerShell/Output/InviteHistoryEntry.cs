using InvitesApi.Server.Invites;
using InvitesApi.Server.Texts;

namespace InvitesApi.PowerShell.Output;

/// <summary>Something that happened to an invite.</summary>
public sealed class InviteHistoryEntry
{
    internal InviteHistoryEntry(InviteEvent happened, string database)
    {
        At = happened.At.LocalDateTime;
        Action = happened.Action.ToString();
        Actor = Printable.Clean(happened.Actor); // other programs may have stored anything
        Username = Printable.Clean(happened.Username);
        VirtualHost = Printable.Clean(happened.Invite.VirtualHost);
        Kind = happened.Invite.Kind.ToString();
        Token = Printable.Clean(happened.Invite.Token);
        Database = database;
    }

    /// <summary>When, in local time.</summary>
    public DateTime At { get; }

    /// <summary>Created, Changed, Revoked, Restored or Used.</summary>
    public string Action { get; }

    /// <summary>Who did it: a key (<c>api/token/KEYID</c>), a user of a shell (<c>shell/USER@MACHINE</c>), or the way an account was made.</summary>
    public string? Actor { get; }

    /// <summary>The account that was made, or whose password was set.</summary>
    public string? Username { get; }

    /// <summary>The host that the invite is for.</summary>
    public string VirtualHost { get; }

    /// <summary>What the invite lets its holder do: Account, Contact or Reset.</summary>
    public string Kind { get; }

    /// <summary>The invite's token.</summary>
    public string Token { get; }

    /// <summary>The database that it is in.</summary>
    public string Database { get; }
}
