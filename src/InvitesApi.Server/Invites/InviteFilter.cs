using InvitesApi.Server.Accounts;

namespace InvitesApi.Server.Invites;

/// <summary>Which invites to list.</summary>
public sealed record InviteFilter
{
    /// <summary>All of them.</summary>
    public static readonly InviteFilter All = new();

    /// <summary>Of this host alone; null: of all.</summary>
    public string? VirtualHost { get; init; }

    /// <summary>Of this kind alone; null: of any.</summary>
    public InviteKind? Kind { get; init; }

    /// <summary>In this state at <see cref="Now"/>; null: in any.</summary>
    public InviteState? State { get; init; }

    /// <summary>The time that <see cref="State"/> is judged by.</summary>
    public DateTimeOffset Now { get; init; }

    /// <summary>For this user name alone, which may be preset, reset, or whose contact the holder becomes; null: for any.</summary>
    public string? Username { get; init; }

    /// <summary>A name as <see cref="Username"/> takes it: in its one form, or as it was written where XMPP has no such name.</summary>
    /// <param name="name">What a user wrote.</param>
    public static string UsernameOf(string name) => AccountName.TryNormalize(name) ?? name;
}
