using InvitesApi.Server.Faults;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Texts;

namespace InvitesApi.PowerShell.Binding;

/// <summary>Reads the parameters of keys that are lists. In a cell of a CSV file commas stand between the items.</summary>
internal static class KeyWordList
{
    /// <summary>The items of a list; none for null.</summary>
    public static string[] Of(string[]? values) => values is null
        ? []
        : [.. values.SelectMany(value => (value ?? string.Empty).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    /// <summary>The names of groups or roles, which may have commas.</summary>
    public static TextList Names(string[]? values) => values is null ? TextList.Empty : new TextList([.. values.Where(name => name.Length > 0)]);

    /// <summary>Limits with other scopes, in the words of <see cref="KeyWords"/>; none for no word: what a key has if nobody says.</summary>
    /// <exception cref="InviteException"><see cref="InviteFault.InviteApiKeyLimitInvalid"/>: a word is none of them.</exception>
    public static ApiKeyLimits WithScopes(this ApiKeyLimits limits, string[]? values)
    {
        string[] words = Of(values);
        foreach (string word in words)
        {
            if (KeyWords.ScopesOf([word]) == ApiKeyScopes.None)
            {
                throw new InviteException(
                    InviteFault.InviteApiKeyLimitInvalid,
                    $"'{word}' is no scope. There are {string.Join(", ", KeyWords.Of(ApiKeyScopes.All))}, and all.",
                    word);
            }
        }

        return limits with { Scopes = words.Length == 0 ? ApiKeyLimits.None.Scopes : KeyWords.ScopesOf(words) };
    }

    /// <summary>The HTTP methods of a key. It is a class's field nowhere: an enum of the server must not be (docs/architecture.md).</summary>
    public static ApiKeyMethods Methods(string[] values) => Of(values)
        .Aggregate(ApiKeyMethods.None, (all, method) => all | Enum.Parse<ApiKeyMethods>(method, ignoreCase: true));

    /// <summary>
    /// The HTTP methods that a key needs for scopes where nobody says otherwise: GET to make invites and to list them, POST to make those that set a
    /// password. Invites are taken back by DELETE, which no key is limited in.
    /// </summary>
    /// <exception cref="InviteException"><see cref="InviteFault.InviteApiKeyLimitInvalid"/>: a word is no scope.</exception>
    public static ApiKeyMethods MethodsFor(string[]? scopes)
    {
        ApiKeyScopes all = ApiKeyLimits.None.WithScopes(scopes).Scopes;
        return ((all & (ApiKeyScopes.Create | ApiKeyScopes.List)) != ApiKeyScopes.None ? ApiKeyMethods.Get : ApiKeyMethods.None)
            | (all.HasFlag(ApiKeyScopes.Reset) ? ApiKeyMethods.Post : ApiKeyMethods.None);
    }
}
