using System.Net;
using InvitesApi.Server.Accounts;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Storage;

namespace InvitesApi.Server.Invites;

/// <summary>Makes the invites that the holders of keys ask for, and judges their keys for whatever else they ask.</summary>
/// <param name="database">Where they are kept.</param>
/// <param name="time">What tells the time.</param>
/// <param name="rates">What counts the uses of keys in this process.</param>
public sealed class InviteIssuer(IInviteDatabase database, TimeProvider time, KeyRates rates)
{
    /// <summary>What stands before the id of a key where it is written who did something, as Prosody has it.</summary>
    public const string KeySource = "api/token/";

    /// <summary>How the holder of a key is called there.</summary>
    public static string SourceOf(in ApiKeyText key) => $"{KeySource}{key.Id}";

    /// <summary>Makes an account invite, if the key is good.</summary>
    /// <param name="virtualHost">The host that was asked.</param>
    /// <param name="key">The key that was presented.</param>
    /// <param name="method">The HTTP method of the request.</param>
    /// <param name="address">Where the client is; null: it has no address.</param>
    /// <param name="lifetime">How long the invite is good; null: <see cref="InviteRules.Lifetime"/>, which is the most. The key may say less.</param>
    public ValueTask<InviteAnswer> IssueAsync(
        string virtualHost, in ApiKeyText key, ApiKeyMethods method, IPAddress? address, TimeSpan? lifetime = null)
    {
        KeyUse use = UseOf(virtualHost, key, method, ApiKeyScopes.Create, address);
        return database.CreateInviteAsync(new InviteRequest(
            use, InviteKind.Account, Username: null, End(use.At, lifetime, InviteRules.Lifetime)));
    }

    /// <summary>Makes an invite to set a new password, if the key is good for that.</summary>
    /// <param name="virtualHost">The host that was asked.</param>
    /// <param name="key">The key that was presented.</param>
    /// <param name="method">The HTTP method of the request.</param>
    /// <param name="address">Where the client is; null: it has no address.</param>
    /// <param name="username">Whose password.</param>
    /// <param name="lifetime">How long the invite is good; null: <see cref="InviteRules.ResetLifetime"/>, which is the most. The key may say less.</param>
    /// <exception cref="Faults.InviteException"><see cref="Faults.InviteFault.UsernameInvalid"/>.</exception>
    public ValueTask<InviteAnswer> IssueResetAsync(
        string virtualHost, in ApiKeyText key, ApiKeyMethods method, IPAddress? address, string username, TimeSpan? lifetime = null)
    {
        KeyUse use = UseOf(virtualHost, key, method, ApiKeyScopes.Reset, address);
        return database.CreateInviteAsync(new InviteRequest(
            use, InviteKind.Reset, AccountName.Normalize(username), End(use.At, lifetime, InviteRules.ResetLifetime)));
    }

    /// <summary>Judges a key for what makes no invite.</summary>
    /// <param name="virtualHost">The host that was asked.</param>
    /// <param name="key">The key that was presented.</param>
    /// <param name="method">The HTTP method of the request; none: one that keys are not limited in.</param>
    /// <param name="scope">What for.</param>
    /// <param name="address">Where the client is; null: it has no address.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public ValueTask<KeyAnswer> JudgeAsync(
        string virtualHost, in ApiKeyText key, ApiKeyMethods method, ApiKeyScopes scope, IPAddress? address, CancellationToken cancellation) =>
        database.JudgeKeyAsync(UseOf(virtualHost, key, method, scope, address), cancellation);

    /// <summary>Takes an invite back for the holder of a key that was judged.</summary>
    /// <param name="virtualHost">The host that was asked.</param>
    /// <param name="key">The key.</param>
    /// <param name="address">Where the client is; null: it has no address.</param>
    /// <param name="token">The invite's token.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Whether it is taken back; false: it is gone, or the key was removed at this moment.</returns>
    public async ValueTask<bool> RevokeAsync(
        string virtualHost, ApiKeyText key, IPAddress? address, string token, CancellationToken cancellation)
    {
        try
        {
            KeyUse use = UseOf(virtualHost, key, ApiKeyMethods.None, ApiKeyScopes.Revoke, address);
            await new InviteBook(database, time).RevokeAsync(token, SourceOf(key), cancellation, use);
            return true;
        }
        catch (InviteException fault) when (fault.Fault == InviteFault.InviteNotFound)
        {
            return false;
        }
    }

    // The holder of a key may ask for less than is usual, and not for more.
    private static long End(long now, TimeSpan? wish, TimeSpan usual) => now + (long)(wish < usual ? wish.Value : usual).TotalSeconds;

    private KeyUse UseOf(string virtualHost, in ApiKeyText key, ApiKeyMethods method, ApiKeyScopes scope, IPAddress? address) =>
        new(virtualHost, key.Id, TokenHash.Of(key.Token.Span), method, scope, address, time.GetUtcNow().ToUnixTimeSeconds()) { Rates = rates };
}
