using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace InvitesApi.Server.Texts;

/// <summary>Tells text that can be shown in a list, a log or a terminal from text that would break it.</summary>
public static class Printable
{
    private const char Mark = '\uFFFD';

    // C0 and C1 controls, the line and paragraph separators, and what turns the direction of text around.
    private static readonly SearchValues<char> Unprintable = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7F, 0x21)).Select(c => (char)c),
            '\u2028', '\u2029', '\u202A', '\u202B', '\u202C', '\u202D', '\u202E', '\u2066', '\u2067', '\u2068', '\u2069']);

    /// <summary>Where the first character is that can't be shown; -1: nowhere.</summary>
    /// <param name="text">Any text.</param>
    public static int IndexOfOther(ReadOnlySpan<char> text) => text.IndexOfAny(Unprintable);

    /// <summary>A text as it can be shown: with a mark for each character that can't.</summary>
    /// <param name="text">Any text, or null.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Clean(string? text) => text is null || IndexOfOther(text) < 0
        ? text
        : string.Concat(text.Select(c => Unprintable.Contains(c) ? Mark : c));

    /// <summary>The same of a text of several lines.</summary>
    /// <param name="text">Any text.</param>
    public static string CleanLines(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.AsSpan().ContainsAny(Unprintable)
            ? string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(Clean))
            : text;
    }

    /// <summary>A text to show that somebody else wrote: of bounded length, with a mark for each character that can't be shown.</summary>
    /// <param name="text">Any text.</param>
    public static string Show(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        const int Longest = 80;
        string shown = text.Length > Longest ? string.Concat(text.AsSpan(0, Longest), "…") : text;
        return Clean(shown);
    }
}
