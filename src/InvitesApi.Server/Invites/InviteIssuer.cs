using System.Net;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Storage;

namespace InvitesApi.Server.Invites;

/// <summary>Makes the invites that the holders of keys ask for.</summary>
/// <param name="database">Where they are kept.</param>
/// <param name="time">What tells the time.</param>
/// <param name="rates">What counts the uses of keys in this process.</param>
public sealed class InviteIssuer(IInviteDatabase database, TimeProvider time, KeyRates rates)
{
    /// <summary>Makes an account invite, if the key is good.</summary>
    /// <param name="virtualHost">The host that was asked.</param>
    /// <param name="key">The key that was presented.</param>
    /// <param name="method">The HTTP method of the request.</param>
    /// <param name="address">Where the client is; null: it has no address.</param>
    public ValueTask<InviteAnswer> IssueAsync(string virtualHost, in ApiKeyText key, ApiKeyMethods method, IPAddress? address)
    {
        long now = time.GetUtcNow().ToUnixTimeSeconds();
        var use = new KeyUse(virtualHost, key.Id, TokenHash.Of(key.Token.Span), method, ApiKeyScopes.Create, address, now) { Rates = rates };
        return database.CreateInviteAsync(new InviteRequest(use, InviteKind.Account, now + (long)InviteRules.Lifetime.TotalSeconds));
    }
}
