using System.Text.Json.Serialization;
using InvitesApi.Server.Storage;

namespace InvitesApi.Server.Exchange;

/// <summary>A line of a file of exported data: a key or an invite. Times are seconds since 1970; what is missing is null.</summary>
internal sealed record DataLine
{
    /// <summary><see cref="Type"/> of a key.</summary>
    public const string KeyType = "key";

    /// <summary><see cref="Type"/> of an invite.</summary>
    public const string InviteType = "invite";

    /// <summary>What it is.</summary>
    public string? Type { get; init; }

    /// <summary>The virtual host.</summary>
    public string? Host { get; init; }

    /// <summary>Of a key: its id.</summary>
    public string? Id { get; init; }

    /// <summary>Of a key: its name.</summary>
    public string? Name { get; init; }

    /// <summary>Of a key: the HTTP methods that it may be used with.</summary>
    public string[]? AllowedMethods { get; init; }

    /// <summary>Of a key: the SHA-256 of its token, in base64.</summary>
    [JsonPropertyName("token_sha256")]
    public byte[]? TokenSha256 { get; init; }

    /// <summary>Of a key: what it is limited to.</summary>
    public KeyLimitsDocument? Limits { get; init; }

    /// <summary>Of a key: since when it is disabled.</summary>
    public long? DisabledAt { get; init; }

    /// <summary>Of a key: how many invites it has made.</summary>
    public long? Invites { get; init; }

    /// <summary>When it was made.</summary>
    public long CreatedAt { get; init; }

    /// <summary>Of an invite: its token.</summary>
    public string? Token { get; init; }

    /// <summary>Of an invite: <c>account</c>, <c>contact</c> or <c>reset</c>.</summary>
    public string? Kind { get; init; }

    /// <summary>Of an invite: the preset name.</summary>
    public string? Username { get; init; }

    /// <summary>Of an invite: whose contact the holder becomes.</summary>
    public string? Contact { get; init; }

    /// <summary>Of an invite: whether a contact may make an account.</summary>
    public bool? AllowRegistration { get; init; }

    /// <summary>Of an invite: the groups of the account.</summary>
    public string[]? Groups { get; init; }

    /// <summary>Of an invite: the roles of the account.</summary>
    public string[]? Roles { get; init; }

    /// <summary>Of an invite: when it ends; null: never.</summary>
    public long? ExpiresAt { get; init; }

    /// <summary>Of an invite: how often it may be used; null: any number of times.</summary>
    public int? MaxUses { get; init; }

    /// <summary>Of an invite: how often it was used.</summary>
    public int? Uses { get; init; }

    /// <summary>Of an invite: its note.</summary>
    public string? Note { get; init; }

    /// <summary>Of an invite: who made it.</summary>
    public string? Source { get; init; }
}
