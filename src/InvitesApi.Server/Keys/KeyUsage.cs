using System.Net;

namespace InvitesApi.Server.Keys;

/// <summary>What a key was used for so far.</summary>
/// <param name="Invites">How many invites it has made.</param>
/// <param name="LastUsedAt">When it was used last, in UTC, to the second; null: never.</param>
/// <param name="LastAddress">From where; null: from a client without an address, or never.</param>
public sealed record KeyUsage(long Invites, DateTimeOffset? LastUsedAt, IPAddress? LastAddress)
{
    /// <summary>It was never used.</summary>
    public static readonly KeyUsage None = new(0, null, null);
}
