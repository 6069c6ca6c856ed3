using System.Management.Automation;

namespace InvitesApi.PowerShell.Binding;

/// <summary>Texts of which one, with wildcards, must match. Case doesn't count.</summary>
/// <param name="texts">The texts; null: anything matches.</param>
internal sealed class Wildcards(string[]? texts)
{
    private readonly WildcardPattern[]? _patterns =
        texts?.Select(text => WildcardPattern.Get(text, WildcardOptions.IgnoreCase)).ToArray();

    /// <summary>Whether a text matches; none does only where anything would.</summary>
    /// <param name="text">The text.</param>
    public bool Match(string? text) => _patterns is null || (text is not null && Array.Exists(_patterns, pattern => pattern.IsMatch(text)));
}
