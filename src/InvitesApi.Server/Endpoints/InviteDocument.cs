using InvitesApi.Server.Invites;

namespace InvitesApi.Server.Endpoints;

/// <summary>An invite as programs get it, in the form of Prosody's mod_http_admin_api.</summary>
internal sealed record InviteDocument
{
    /// <summary>Its token.</summary>
    public required string Id { get; init; }

    /// <summary>What it is in Prosody's storage: <c>register</c> or <c>roster</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Whether it may be used more than once.</summary>
    public required bool Reusable { get; init; }

    /// <summary>Whose contact its holder becomes; null: nobody's.</summary>
    public string? Inviter { get; init; }

    /// <summary>The address that it is for; the host alone where its holder chooses the name.</summary>
    public required string Jid { get; init; }

    /// <summary>The link that an XMPP client opens.</summary>
    public required string Uri { get; init; }

    /// <summary>The link to its page.</summary>
    public string? LandingPage { get; init; }

    /// <summary>When it was made, in seconds since 1970.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>From when on it is void, likewise; null: never.</summary>
    public long? Expires { get; init; }

    /// <summary>The groups of the account.</summary>
    public required IReadOnlyList<string> Groups { get; init; }

    /// <summary>The roles of the account.</summary>
    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary>Who made it.</summary>
    public string? Source { get; init; }

    /// <summary>Whether it sets a new password.</summary>
    public required bool Reset { get; init; }

    /// <summary>What its maker wants to remember of it.</summary>
    public string? Note { get; init; }

    /// <summary>The document of an invite.</summary>
    /// <param name="invite">The invite.</param>
    /// <param name="landingPage">The link to its page; null where none is known.</param>
    public static InviteDocument Of(Invite invite, string? landingPage)
    {
        InviteTerms terms = invite.Terms;
        string? user = terms.Kind == InviteKind.Contact ? terms.Contact : terms.Username;
        return new InviteDocument
        {
            Id = invite.Token,
            Type = terms.Kind == InviteKind.Contact ? "roster" : "register",
            Reusable = terms.MaxUses != 1,
            Inviter = terms.Contact is null ? null : $"{terms.Contact}@{invite.VirtualHost}",
            Jid = user is null ? invite.VirtualHost : $"{user}@{invite.VirtualHost}",
            Uri = invite.Uri,
            LandingPage = landingPage,
            CreatedAt = invite.CreatedAt.ToUnixTimeSeconds(),
            Expires = invite.ExpiresAt?.ToUnixTimeSeconds(),
            Groups = terms.Groups,
            Roles = terms.Roles,
            Source = invite.Source,
            Reset = terms.Kind == InviteKind.Reset,
            Note = terms.Note,
        };
    }
}
