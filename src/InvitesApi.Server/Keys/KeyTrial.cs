using System.Net;
using InvitesApi.Server.Storage;
using InvitesApi.Server.VirtualHosts;

namespace InvitesApi.Server.Keys;

/// <summary>Tells an administrator what a key may do at this moment, and if not, why. Nothing is counted.</summary>
/// <param name="database">Where keys are kept.</param>
/// <param name="time">What tells the time.</param>
public sealed class KeyTrial(IInviteDatabase database, TimeProvider time)
{
    /// <summary>Judges a text as a server would.</summary>
    /// <param name="virtualHost">The host that would be asked, in any form.</param>
    /// <param name="text">The text of the key.</param>
    /// <param name="method">The HTTP method.</param>
    /// <param name="scope">What for.</param>
    /// <param name="address">Where the client would be; null: anywhere that is allowed.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The id, as far as there is one, and why not; the reason <see cref="KeyReason.None"/>: it may.</returns>
    public async ValueTask<(string? Id, KeyReason Reason)> JudgeAsync(
        string virtualHost, string text, ApiKeyMethods method, ApiKeyScopes scope, IPAddress? address, CancellationToken cancellation)
    {
        string host = VirtualHostName.Normalize(virtualHost);
        if (!ApiKeyText.TryParse(text.AsMemory(), out ApiKeyText key))
        {
            return (null, KeyReason.Malformed);
        }

        string id = key.Id.ToString();
        if (key.IsMistyped)
        {
            return (id, KeyReason.Mistyped);
        }

        DateTimeOffset now = time.GetUtcNow();
        KeyStanding? standing = await database.FindKeyAsync(host, id, now, cancellation);
        if (standing is not null && address is null)
        {
            standing = standing with { Key = standing.Key with { Limits = standing.Key.Limits with { Addresses = null } } };
        }

        var use = new KeyUse(host, key.Id, TokenHash.Of(key.Token.Span), method, scope, address, now.ToUnixTimeSeconds());
        return (id, KeyRules.Explain(standing?.Key, use, standing?.Counts ?? default));
    }
}
