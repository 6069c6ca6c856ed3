using InvitesApi.Server.Limits;

namespace InvitesApi.Server.Keys;

/// <summary>What its maker limits a key to, beside its methods.</summary>
public sealed record ApiKeyLimits
{
    /// <summary>A key as Prosody has them: it makes any number of invites for ever.</summary>
    public static readonly ApiKeyLimits None = new();

    /// <summary>From when on it is refused, in UTC, to the second; null: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>What it may be used for.</summary>
    public ApiKeyScopes Scopes { get; init; } = ApiKeyScopes.Create;

    /// <summary>Where it may be used from; null: from anywhere.</summary>
    public KeyNetworks? Addresses { get; init; }

    /// <summary>How many invites it may make in all; null: any number.</summary>
    public long? MaxInvites { get; init; }

    /// <summary>How many of its invites may be pending at a time; null: any number.</summary>
    public long? MaxPending { get; init; }

    /// <summary>How often it may be used, in each server; null: as often as its holder can.</summary>
    public Rate? Rate { get; init; }

    /// <summary>What its invites are like at the most.</summary>
    public InviteCeilings Invites { get; init; } = InviteCeilings.None;
}
