namespace InvitesApi.Server.Invites;

/// <summary>What an invite lets its holder do: all that its maker decides.</summary>
public sealed record InviteTerms
{
    /// <summary>The host that it is for.</summary>
    public required string VirtualHost { get; init; }

    /// <summary>What it lets its holder do.</summary>
    public InviteKind Kind { get; init; }

    /// <summary>
    /// The name of the account, before the <c>@</c>: for an account that is to be made the only one it may have, for a reset whose password it
    /// is. Null: the holder chooses.
    /// </summary>
    public string? Username { get; init; }

    /// <summary>The account that the holder becomes a contact of, before the <c>@</c>; null: none.</summary>
    public string? Contact { get; init; }

    /// <summary>Whether a contact invite lets its holder make an account too (<c>ibr=y</c>, XEP-0379 §3).</summary>
    public bool AllowRegistration { get; init; }

    /// <summary>The groups that the account becomes a member of (Prosody's mod_invites_groups).</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>The roles that the account gets, such as <c>prosody:admin</c>.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>From when on it is void, in UTC, to the second; null: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>How often it may be used; null: any number of times.</summary>
    public int? MaxUses { get; init; } = 1;

    /// <summary>What its maker wants to remember of it; never shown to who is invited.</summary>
    public string? Note { get; init; }

    /// <summary>Whether it lets its holder make an account.</summary>
    public bool MakesAccount => Kind == InviteKind.Account || (Kind == InviteKind.Contact && AllowRegistration);
}
