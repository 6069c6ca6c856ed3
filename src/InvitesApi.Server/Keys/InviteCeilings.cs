using InvitesApi.Server.Invites;
using InvitesApi.Server.Texts;

namespace InvitesApi.Server.Keys;

/// <summary>What the invites of a key are like, as far as the key says.</summary>
public sealed record InviteCeilings
{
    /// <summary>The key says nothing: its invites are as Prosody makes them.</summary>
    public static readonly InviteCeilings None = new();

    /// <summary>How long they are good at the most; null: as long as any invite.</summary>
    public TimeSpan? ExpiresIn { get; init; }

    /// <summary>How often each may be used; null: once.</summary>
    public int? MaxUses { get; init; }

    /// <summary>The groups that their accounts become members of.</summary>
    public TextList Groups { get; init; } = TextList.Empty;

    /// <summary>The roles that their accounts get.</summary>
    public TextList Roles { get; init; } = TextList.Empty;

    /// <summary>How often an invite may be used: one that sets a password, once.</summary>
    public int UsesOf(InviteKind kind) => kind == InviteKind.Reset ? 1 : MaxUses ?? 1;

    /// <summary>The groups that an invite has: one that makes no account has none.</summary>
    public TextList GroupsOf(InviteKind kind) => kind == InviteKind.Reset ? TextList.Empty : Groups;

    /// <summary>The roles that an invite has, likewise.</summary>
    public TextList RolesOf(InviteKind kind) => kind == InviteKind.Reset ? TextList.Empty : Roles;

    /// <summary>When an invite ends.</summary>
    /// <param name="created">When it is made, in seconds since 1970.</param>
    /// <param name="expires">When it would end without the key's say, likewise.</param>
    public long End(long created, long expires) =>
        ExpiresIn is { } most ? Math.Min(expires, created + (long)most.TotalSeconds) : expires;
}
