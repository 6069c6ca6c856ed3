using InvitesApi.Server.Faults;
using InvitesApi.Server.Storage;
using InvitesApi.Server.VirtualHosts;

namespace InvitesApi.Server.Keys;

/// <summary>Makes, lists, changes and removes keys: the rules, whatever the database.</summary>
/// <param name="database">Where they are kept.</param>
/// <param name="time">What tells the time.</param>
public sealed class ApiKeys(IInviteDatabase database, TimeProvider time)
{
    // The host that was asked for last, and its one form: who makes thousands of keys asks for the same.
    private KnownHost? _host;

    /// <summary>Makes a key, or takes one over that exists elsewhere.</summary>
    /// <param name="request">What the key shall be.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The key, whole. Its secret can't be had again.</returns>
    /// <exception cref="InviteException">The host, the name, the text or a limit is malformed, the id is taken, or the database fails.</exception>
    public async ValueTask<NewApiKey> CreateAsync(ApiKeyRequest request, CancellationToken cancellation)
    {
        NewApiKey key = Prepare(request);
        return await database.TryAddKeyAsync(key, cancellation) ? key : throw Taken(key.Key.VirtualHost, key.Key.Id);
    }

    /// <summary>Makes a key that is not stored yet.</summary>
    /// <param name="request">What the key shall be.</param>
    /// <exception cref="InviteException">The host, the name, the text or a limit is malformed.</exception>
    public NewApiKey Prepare(ApiKeyRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        DateTimeOffset now = Now();
        string host = NameOf(request.VirtualHost);
        string? name = ApiKeyName.Normalize(request.Name);
        ApiKeyLimits limits = ApiKeyLimitRules.Check(request.Limits ?? ApiKeyLimits.None, now);
        ApiKeyText text = request.Text is null ? ApiKeyText.New() : Parse(request.Text);
        return new NewApiKey(new ApiKey(host, text.Id.ToString(), name, request.Methods, now) { Limits = limits }, text);
    }

    /// <summary>Stores keys that were prepared, in one transaction. Those whose ids are taken are left out.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Of each, whether it was stored: then it is on disk.</returns>
    public ValueTask<IReadOnlyList<bool>> AddAsync(IReadOnlyList<NewApiKey> keys, CancellationToken cancellation) =>
        database.AddKeysAsync(keys, cancellation);

    /// <summary>The keys that there are, oldest first.</summary>
    /// <param name="filter">Which of them.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public ValueTask<IReadOnlyList<ApiKey>> ListAsync(ApiKeyFilter filter, CancellationToken cancellation) =>
        database.ListKeysAsync(
            filter.VirtualHost is null ? filter : filter with { VirtualHost = VirtualHostName.Normalize(filter.VirtualHost) },
            cancellation);

    /// <summary>Changes a key. It counts from the next request on, in every process.</summary>
    /// <param name="virtualHost">Its host.</param>
    /// <param name="id">Its id.</param>
    /// <param name="apply">The key as it shall be, of the key as it is: its name, methods, limits, and whether it is disabled.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The key as it is now.</returns>
    /// <exception cref="InviteException">There is none, or what it shall be is malformed.</exception>
    public async ValueTask<ApiKey> ChangeAsync(
        string virtualHost, string id, Func<ApiKey, ApiKey> apply, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(apply);
        string host = VirtualHostName.Normalize(virtualHost);
        DateTimeOffset now = Now();
        var change = new KeyChange(now, before =>
        {
            ApiKey after = apply(before);
            return after with
            {
                Name = ApiKeyName.Normalize(after.Name),
                Limits = ApiKeyLimitRules.Check(after.Limits, now, before.Limits),
            };
        });
        return await database.ChangeKeyAsync(host, id, change, cancellation) ?? throw NotFound(host, id);
    }

    /// <summary>Gives a key a new token under the same id.</summary>
    /// <param name="virtualHost">Its host.</param>
    /// <param name="id">Its id.</param>
    /// <param name="overlap">How long the token that it had is good beside the new one.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The key, whole. Its secret can't be had again.</returns>
    /// <exception cref="InviteException"><see cref="InviteFault.InviteApiKeyNotFound"/>: there is none.</exception>
    public async ValueTask<NewApiKey> ResetAsync(string virtualHost, string id, TimeSpan overlap, CancellationToken cancellation)
    {
        string host = VirtualHostName.Normalize(virtualHost);
        DateTimeOffset now = Now();
        var text = ApiKeyText.New(id);
        var change = new KeyChange(now, before => before)
        {
            NewText = text,
            PreviousUntil = overlap < DateTimeOffset.MaxValue - now ? now + overlap : DateTimeOffset.MaxValue,
        };
        return new NewApiKey(await database.ChangeKeyAsync(host, id, change, cancellation) ?? throw NotFound(host, id), text);
    }

    /// <summary>Revokes a key: it is refused from the next request on, in every process.</summary>
    /// <param name="virtualHost">Its host.</param>
    /// <param name="id">Its id.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="InviteException"><see cref="InviteFault.InviteApiKeyNotFound"/>: there is none.</exception>
    public async ValueTask RemoveAsync(string virtualHost, string id, CancellationToken cancellation) =>
        await RemoveAsync(virtualHost, id, new KeyRemoval(time.GetUtcNow(), string.Empty, RevokesInvites: false), cancellation);

    /// <summary>Revokes a key and its pending invites, all or nothing; with Prosody's storage first the key, then the invites, a few at a time.</summary>
    /// <param name="virtualHost">Its host.</param>
    /// <param name="id">Its id.</param>
    /// <param name="actor">Who does it, for the history of the invites.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>How many invites were taken back.</returns>
    /// <exception cref="InviteException"><see cref="InviteFault.InviteApiKeyNotFound"/>: there is none.</exception>
    public ValueTask<long> RemoveWithInvitesAsync(string virtualHost, string id, string actor, CancellationToken cancellation) =>
        RemoveAsync(virtualHost, id, new KeyRemoval(time.GetUtcNow(), actor, RevokesInvites: true), cancellation);

    /// <summary>The fault of an id that a key has already.</summary>
    /// <param name="virtualHost">Its host.</param>
    /// <param name="id">The id.</param>
    public static InviteException Taken(string virtualHost, string id) => new(
        InviteFault.InviteApiKeyTaken,
        $"{virtualHost} has a key with the id {id} already. Remove that one first, or take over another.",
        id);

    /// <summary>The fault of an id that no key has.</summary>
    /// <param name="virtualHost">Where it was looked for; null: at every host.</param>
    /// <param name="id">The id.</param>
    public static InviteException NotFound(string? virtualHost, string id) => new(
        InviteFault.InviteApiKeyNotFound,
        (virtualHost is null ? $"There is no key with the id '{id}'." : $"{virtualHost} has no key with the id '{id}'.")
        + " Get-InviteApiKey lists those there are.",
        id);

    private async ValueTask<long> RemoveAsync(string virtualHost, string id, KeyRemoval removal, CancellationToken cancellation)
    {
        string host = VirtualHostName.Normalize(virtualHost);
        return await database.RemoveKeyAsync(host, id, removal, cancellation) ?? throw NotFound(host, id);
    }

    private string NameOf(string virtualHost)
    {
        KnownHost? known = _host;
        if (known is null || known.Asked != virtualHost)
        {
            known = new KnownHost(virtualHost, VirtualHostName.Normalize(virtualHost));
            _host = known;
        }

        return known.Name;
    }

    // The text is a secret, even one that is refused: neither message nor target has it.
    private static ApiKeyText Parse(string text)
    {
        if (!ApiKeyText.TryParse(text.AsMemory(), out ApiKeyText key))
        {
            throw new InviteException(
                InviteFault.InviteApiKeyMalformed,
                $"The key is malformed. A key is ID/TOKEN: {ApiKeyText.ShortestId} to {ApiKeyText.LongestId} characters, a slash, and "
                + $"{ApiKeyText.ShortestToken} to {ApiKeyText.LongestToken} characters, all of them letters, digits, '-' or '_'.");
        }

        return !key.IsMistyped ? key : throw new InviteException(
            InviteFault.InviteApiKeyMistyped,
            $"The key {key.Id} has a typo: its checksum, the last six characters, does not fit the rest. Copy it anew.",
            key.Id.ToString());
    }

    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());

    private sealed record KnownHost(string Asked, string Name);
}
