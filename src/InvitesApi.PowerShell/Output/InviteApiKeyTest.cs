namespace InvitesApi.PowerShell.Output;

/// <summary>What a key may do at this moment.</summary>
public sealed class InviteApiKeyTest
{
    internal InviteApiKeyTest(string virtualHost, string? id, string reason, string? detail)
    {
        VirtualHost = virtualHost;
        Id = id;
        Allowed = detail is null;
        Reason = detail is null ? null : reason;
        Detail = detail;
    }

    /// <summary>The host that would be asked.</summary>
    public string VirtualHost { get; }

    /// <summary>The id of the key; null where the text has not the form of a key.</summary>
    public string? Id { get; }

    /// <summary>Whether it may.</summary>
    public bool Allowed { get; }

    /// <summary>Why not, in a word that stays: Malformed, Mistyped, Unknown, WrongToken, Removed, Disabled, Expired, AddressNotAllowed,
    /// MethodNotAllowed, ScopeMissing, Exhausted or TooManyPending; null where it may.</summary>
    public string? Reason { get; }

    /// <summary>Why not, in a sentence; null where it may.</summary>
    public string? Detail { get; }

    /// <summary>Whether it may, or why not.</summary>
    public override string ToString() => Reason ?? nameof(Allowed);
}
