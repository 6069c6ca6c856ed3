using InvitesApi.Server.Keys;
using InvitesApi.Server.Texts;

namespace InvitesApi.PowerShell.Output;

/// <summary>An API key: everything about it but its secret.</summary>
public class InviteApiKey
{
    private readonly ApiKey _key;

    internal InviteApiKey(ApiKey key, DateTimeOffset now, string database)
    {
        _key = key;
        State = key.State(now).ToString();
        Database = database;
    }

    /// <summary>What names the key at its host; the part of its text before the slash.</summary>
    public string Id => Printable.Clean(_key.Id); // other programs may have stored anything

    /// <summary>What it is called, or null.</summary>
    public string? Name => Printable.Clean(_key.Name);

    /// <summary>The host that it makes invites for.</summary>
    public string VirtualHost => Printable.Clean(_key.VirtualHost);

    /// <summary>What it is good for: Active, Disabled, Expired, Exhausted or Removed.</summary>
    public string State { get; }

    /// <summary>When it was made, in local time.</summary>
    public DateTime CreatedAt => _key.CreatedAt.LocalDateTime;

    /// <summary>From when on it is refused, in local time; null: never.</summary>
    public DateTime? ExpiresAt => _key.Limits.ExpiresAt?.LocalDateTime;

    /// <summary>Since when it is disabled, in local time; null: it is not.</summary>
    public DateTime? DisabledAt => _key.DisabledAt?.LocalDateTime;

    /// <summary>When it was removed, in local time; null: it was not.</summary>
    public DateTime? RemovedAt => _key.RemovedAt?.LocalDateTime;

    /// <summary>When it was used last, in local time; null: never.</summary>
    public DateTime? LastUsedAt => _key.Usage.LastUsedAt?.LocalDateTime;

    /// <summary>From where it was used last; null: never, or from a client without an address.</summary>
    public string? LastAddress => _key.Usage.LastAddress?.ToString();

    /// <summary>How many invites it has made.</summary>
    public long InviteCount => _key.Usage.Invites;

    /// <summary>The HTTP methods that it may be used with.</summary>
    public IReadOnlyList<string> AllowedMethod =>
    [
        .. _key.Methods.HasFlag(ApiKeyMethods.Get) ? ["GET"] : Array.Empty<string>(),
        .. _key.Methods.HasFlag(ApiKeyMethods.Post) ? ["POST"] : Array.Empty<string>(),
    ];

    /// <summary>The networks that it may be used from; empty: any.</summary>
    public IReadOnlyList<string> AllowedAddress => [.. _key.Limits.Addresses is { } networks ? networks.Texts : []];

    /// <summary>What it may be used for.</summary>
    public IReadOnlyList<string> Scope => [.. KeyWords.Of(_key.Limits.Scopes)];

    /// <summary>How many invites it may make in all; null: any number.</summary>
    public long? MaxInvites => _key.Limits.MaxInvites;

    /// <summary>How many of them may be pending at a time; null: any number.</summary>
    public long? MaxPending => _key.Limits.MaxPending;

    /// <summary>How often it may be used, such as <c>60/min</c>; null: as often as its holder can.</summary>
    public string? RateLimit => _key.Limits.Rate is { } rate ? KeyWords.Of(rate) : null;

    /// <summary>How long its invites are good at the most; null: as any invite.</summary>
    public TimeSpan? InviteExpiresIn => _key.Limits.Invites.ExpiresIn;

    /// <summary>How often each of its invites may be used; null: once.</summary>
    public int? InviteMaxUses => _key.Limits.Invites.MaxUses;

    /// <summary>The groups that the accounts become members of.</summary>
    public IReadOnlyList<string> InviteGroup => [.. _key.Limits.Invites.Groups.Select(static name => Printable.Clean(name))];

    /// <summary>The roles that the accounts get.</summary>
    public IReadOnlyList<string> InviteRole => [.. _key.Limits.Invites.Roles.Select(static name => Printable.Clean(name))];

    /// <summary>The database that it is in, so that a pipeline finds it again.</summary>
    public string Database { get; }

    /// <summary>The id.</summary>
    public override string ToString() => Id;
}
