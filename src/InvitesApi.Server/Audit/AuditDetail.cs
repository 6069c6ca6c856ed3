using System.Text.Json;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Keys;

namespace InvitesApi.Server.Audit;

/// <summary>
/// What an entry tells beside its subject: numbers, and names of what was changed. It never has a secret, nor what is of a person: an entry is
/// kept for ever.
/// </summary>
public sealed record AuditDetail
{
    /// <summary>How many invites.</summary>
    public long? Count { get; init; }

    /// <summary>Of several invites, the designation of the last; the first is the subject.</summary>
    public string? Last { get; init; }

    /// <summary>What the invites let their holders do; null where they differ.</summary>
    public string? Kind { get; init; }

    /// <summary>The name of a key.</summary>
    public string? Name { get; init; }

    /// <summary>True: it came from another database or a file.</summary>
    public bool? Imported { get; init; }

    /// <summary>The names of what was changed.</summary>
    public IReadOnlyList<string>? Changed { get; init; }

    /// <summary>The moment before which the invites had ended.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>What a change has changed of an invite.</summary>
    /// <param name="before">The invite as it was.</param>
    /// <param name="after">The invite as it is.</param>
    public static AuditDetail OfChange(Invite before, Invite after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return Of(
            ("expiresAt", before.ExpiresAt != after.ExpiresAt),
            ("maxUses", before.Terms.MaxUses != after.Terms.MaxUses),
            ("note", before.Terms.Note != after.Terms.Note));
    }

    /// <summary>What a change has changed of a key.</summary>
    /// <param name="before">The key as it was.</param>
    /// <param name="after">The key as it is.</param>
    public static AuditDetail OfChange(ApiKey before, ApiKey after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ApiKeyLimits old = before.Limits;
        ApiKeyLimits now = after.Limits;
        return Of(
            ("name", before.Name != after.Name),
            ("allowedMethods", before.Methods != after.Methods),
            ("disabled", before.DisabledAt != after.DisabledAt),
            ("expiresAt", old.ExpiresAt != now.ExpiresAt),
            ("scopes", old.Scopes != now.Scopes),
            ("allowedAddresses", !Equals(old.Addresses, now.Addresses)),
            ("maxInvites", old.MaxInvites != now.MaxInvites),
            ("maxPending", old.MaxPending != now.MaxPending),
            ("rate", old.Rate != now.Rate),
            ("invites", old.Invites != now.Invites));
    }

    /// <summary>The detail as it is stored: a JSON object.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, AuditJson.Default.AuditDetail);

    private static AuditDetail Of(params ReadOnlySpan<(string Name, bool IsChanged)> fields)
    {
        var changed = new List<string>();
        foreach ((string name, bool isChanged) in fields)
        {
            if (isChanged)
            {
                changed.Add(name);
            }
        }

        return new AuditDetail { Changed = changed };
    }
}
