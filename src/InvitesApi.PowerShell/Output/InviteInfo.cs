using InvitesApi.Server.Invites;
using InvitesApi.Server.Texts;

namespace InvitesApi.PowerShell.Output;

/// <summary>An invite.</summary>
public class InviteInfo
{
    internal InviteInfo(Invite invite, string? page, DateTimeOffset now, string database)
    {
        InviteTerms terms = invite.Terms;
        Token = Printable.Clean(invite.Token); // other programs may have stored anything
        Kind = terms.Kind.ToString();
        VirtualHost = Printable.Clean(terms.VirtualHost);
        Uri = invite.Uri;
        Page = page;
        CreatedAt = invite.CreatedAt.LocalDateTime;
        ExpiresAt = invite.ExpiresAt?.LocalDateTime;
        Uses = invite.Uses;
        MaxUses = terms.MaxUses;
        State = invite.State(now).ToString();
        Source = Printable.Clean(invite.Source);
        Username = Printable.Clean(terms.Username);
        Contact = Printable.Clean(terms.Contact);
        AllowRegistration = terms.AllowRegistration;
        Group = [.. terms.Groups.Select(static name => Printable.Clean(name))];
        Role = [.. terms.Roles.Select(static name => Printable.Clean(name))];
        Note = Printable.Clean(terms.Note);
        Database = database;
    }

    /// <summary>Its secret: who has it, is invited.</summary>
    public string Token { get; }

    /// <summary>What it lets its holder do: Account, Contact or Reset.</summary>
    public string Kind { get; }

    /// <summary>The host that it is for.</summary>
    public string VirtualHost { get; }

    /// <summary>The <c>xmpp:</c> URI that an XMPP client opens.</summary>
    public string Uri { get; }

    /// <summary>The link to its page; null where no server has served the host yet.</summary>
    public string? Page { get; }

    /// <summary>When it was made, in local time.</summary>
    public DateTime CreatedAt { get; }

    /// <summary>From when on it is void, in local time; null: never.</summary>
    public DateTime? ExpiresAt { get; }

    /// <summary>How often it was used.</summary>
    public int Uses { get; }

    /// <summary>How often it may be used; null: any number of times.</summary>
    public int? MaxUses { get; }

    /// <summary>Pending, Used, Expired or Revoked, at the time this was read.</summary>
    public string State { get; }

    /// <summary>Who made it: <c>api/token/KEYID</c> for a key, <c>shell/USER@MACHINE</c> for a shell.</summary>
    public string? Source { get; }

    /// <summary>The preset name of the account, or whose password is to be set.</summary>
    public string? Username { get; }

    /// <summary>The account that the holder becomes a contact of.</summary>
    public string? Contact { get; }

    /// <summary>Whether a contact invite lets its holder make an account too.</summary>
    public bool AllowRegistration { get; }

    /// <summary>The groups that the account becomes a member of.</summary>
    public IReadOnlyList<string> Group { get; }

    /// <summary>The roles that the account gets.</summary>
    public IReadOnlyList<string> Role { get; }

    /// <summary>What its maker wants to remember of it.</summary>
    public string? Note { get; }

    /// <summary>The database that it is in, so that a pipeline finds it again.</summary>
    public string Database { get; }

    /// <summary>The link to hand out: of its page, or where that is not known, its URI.</summary>
    public override string ToString() => Page ?? Uri;
}
