using InvitesApi.Server.Keys;
using InvitesApi.Server.Storage;

namespace InvitesApi.Server.Invites;

/// <summary>Makes the invites that the holders of keys ask for.</summary>
/// <param name="database">Where they are kept.</param>
/// <param name="time">What tells the time.</param>
public sealed class InviteIssuer(IInviteDatabase database, TimeProvider time)
{
    /// <summary>Makes an account invite, if the key is good.</summary>
    /// <param name="virtualHost">The host that was asked.</param>
    /// <param name="key">The key that was presented.</param>
    /// <param name="method">The HTTP method of the request.</param>
    public ValueTask<InviteAnswer> IssueAsync(string virtualHost, in ApiKeyText key, ApiKeyMethods method)
    {
        long now = time.GetUtcNow().ToUnixTimeSeconds();
        return database.CreateInviteAsync(new InviteRequest(
            virtualHost,
            key.Id,
            TokenHash.Of(key.Token.Span),
            method,
            InviteKind.Account,
            now,
            now + (long)InviteRules.Lifetime.TotalSeconds));
    }
}
