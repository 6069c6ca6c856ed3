using System.Globalization;
using InvitesApi.Server.Limits;

namespace InvitesApi.Server.Keys;

/// <summary>What limits of keys are called, to people and in documents.</summary>
public static class KeyWords
{
    private static readonly (ApiKeyScopes Scope, string Word)[] Scopes =
    [
        (ApiKeyScopes.Create, "create"), (ApiKeyScopes.List, "list"), (ApiKeyScopes.Revoke, "revoke"), (ApiKeyScopes.Reset, "reset"),
    ];

    private static readonly (int Seconds, string Unit)[] Units = [(1, "s"), (60, "min"), (3600, "h"), (86_400, "day")];

    /// <summary>The words of scopes.</summary>
    public static IEnumerable<string> Of(ApiKeyScopes scopes) =>
        Scopes.Where(one => scopes.HasFlag(one.Scope)).Select(one => one.Word);

    /// <summary>The scopes of words; <c>all</c> is all of them, and a word that is not known none.</summary>
    public static ApiKeyScopes ScopesOf(IEnumerable<string> words) => words.Aggregate(
        ApiKeyScopes.None,
        (all, word) => all | (string.Equals(word, "all", StringComparison.OrdinalIgnoreCase)
            ? ApiKeyScopes.All
            : Array.Find(Scopes, one => string.Equals(one.Word, word, StringComparison.OrdinalIgnoreCase)).Scope));

    /// <summary>A rate as it is typed, such as <c>60/min</c>.</summary>
    public static string Of(Rate rate)
    {
        ArgumentNullException.ThrowIfNull(rate);
        long seconds = (long)rate.Window.TotalSeconds;
        string window = Array.Find(Units, unit => unit.Seconds == seconds).Unit ?? string.Create(CultureInfo.InvariantCulture, $"{seconds}s");
        return string.Create(CultureInfo.InvariantCulture, $"{rate.Count}/{window}");
    }
}
