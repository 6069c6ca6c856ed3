namespace InvitesApi.Server.Keys;

/// <summary>What a key that is to be made shall be.</summary>
/// <param name="VirtualHost">The host that it makes invites for, in any form.</param>
/// <param name="Name">What it is called; null for no name.</param>
/// <param name="Text">The text of a key that exists elsewhere, to be taken over; null for a new one.</param>
/// <param name="Methods">The HTTP methods that it may be used with.</param>
/// <param name="Limits">What else it is limited to; null: nothing.</param>
public sealed record ApiKeyRequest(
    string VirtualHost,
    string? Name = null,
    string? Text = null,
    ApiKeyMethods Methods = ApiKeyMethods.All,
    ApiKeyLimits? Limits = null)
{
    /// <summary>The host alone, so that a request that ends in a log by mistake tells no secret.</summary>
    public override string ToString() => VirtualHost;
}
