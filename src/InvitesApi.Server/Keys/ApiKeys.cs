using InvitesApi.Server.Faults;
using InvitesApi.Server.Storage;
using InvitesApi.Server.VirtualHosts;

namespace InvitesApi.Server.Keys;

/// <summary>Makes, lists and removes keys: the rules, whatever the database.</summary>
/// <param name="database">Where they are kept.</param>
/// <param name="time">What tells the time.</param>
public sealed class ApiKeys(IInviteDatabase database, TimeProvider time)
{
    /// <summary>Makes a key, or takes one over that exists elsewhere.</summary>
    /// <param name="request">What the key shall be.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The key, whole. Its secret can't be had again.</returns>
    /// <exception cref="InviteException">The host, the name or the text is malformed, the id is taken, or the database fails.</exception>
    public async ValueTask<NewApiKey> CreateAsync(ApiKeyRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        string host = VirtualHostName.Normalize(request.VirtualHost);
        string? name = ApiKeyName.Normalize(request.Name);
        ApiKeyText text = request.Text is null ? ApiKeyText.New() : Parse(request.Text);

        var created = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());
        var key = new NewApiKey(new ApiKey(host, text.Id.ToString(), name, request.Methods, created), text);
        if (await database.TryAddKeyAsync(key, cancellation))
        {
            return key;
        }

        throw Taken(host, key.Key.Id);
    }

    /// <summary>The keys that there are, oldest first.</summary>
    /// <param name="filter">Which of them.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public ValueTask<IReadOnlyList<ApiKey>> ListAsync(ApiKeyFilter filter, CancellationToken cancellation) =>
        database.ListKeysAsync(
            filter.VirtualHost is null ? filter : filter with { VirtualHost = VirtualHostName.Normalize(filter.VirtualHost) },
            cancellation);

    /// <summary>Revokes a key: it is refused from the next request on, in every process.</summary>
    /// <param name="virtualHost">Its host.</param>
    /// <param name="id">Its id.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="InviteException"><see cref="InviteFault.InviteApiKeyNotFound"/>: there is none.</exception>
    public async ValueTask RemoveAsync(string virtualHost, string id, CancellationToken cancellation)
    {
        string host = VirtualHostName.Normalize(virtualHost);
        if (!await database.TryRemoveKeyAsync(host, id, time.GetUtcNow(), cancellation))
        {
            throw NotFound(host, id);
        }
    }

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

    // The text is a secret, even one that is refused: neither message nor target has it.
    private static ApiKeyText Parse(string text) =>
        ApiKeyText.TryParse(text.AsMemory(), out ApiKeyText key) ? key : throw new InviteException(
            InviteFault.InviteApiKeyMalformed,
            $"The key is malformed. A key is ID/TOKEN: {ApiKeyText.ShortestId} to {ApiKeyText.LongestId} characters, a slash, and "
            + $"{ApiKeyText.ShortestToken} to {ApiKeyText.LongestToken} characters, all of them letters, digits, '-' or '_'.");
}
