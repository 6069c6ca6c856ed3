using System.Globalization;
using System.Text;

namespace InvitesApi.Server.Hosting.Logging;

/// <summary>
/// Makes text harmless in a log: nothing that a client sends can begin a line, end a field, move a terminal's cursor or turn
/// its writing around.
/// </summary>
internal static class LogEncoding
{
    /// <summary>A text as a part of one line: what controls a terminal or the order of writing stands as <c>\uNNNN</c>.</summary>
    /// <param name="text">Any text.</param>
    public static string Line(string text)
    {
        StringBuilder? result = null;
        int done = 0;
        int at = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Controls(rune))
            {
                result ??= new StringBuilder(text.Length + 16);
                result.Append(text, done, at - done);
                result.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
                done = at + rune.Utf16SequenceLength;
            }

            at += rune.Utf16SequenceLength;
        }

        return result is null ? text : result.Append(text, done, text.Length - done).ToString();
    }

    /// <summary>
    /// A text as a part of a quoted field, as Apache and nginx write it: a quote and a backslash after a backslash, and what is no
    /// printable ASCII as the <c>\xNN</c> of its UTF-8.
    /// </summary>
    /// <param name="line">Where it goes.</param>
    /// <param name="text">Any text.</param>
    public static void AppendQuoted(StringBuilder line, string text)
    {
        Span<byte> utf8 = stackalloc byte[4];
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.Value is '"' or '\\')
            {
                line.Append('\\').Append((char)rune.Value);
            }
            else if (rune.Value is >= ' ' and <= '~')
            {
                line.Append((char)rune.Value);
            }
            else
            {
                foreach (byte value in utf8[..rune.EncodeToUtf8(utf8)])
                {
                    line.Append(CultureInfo.InvariantCulture, $"\\x{value:x2}");
                }
            }
        }
    }

    // A lone surrogate comes as U+FFFD, which is harmless. Format characters are those that turn the order of writing around, among others.
    private static bool Controls(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control
        or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator;
}
