using System.Globalization;
using InvitesApi.Server.Texts;

namespace InvitesApi.Server.Limits;

/// <summary>How often something may happen, such as 60 times in a minute.</summary>
/// <param name="Count">How often; at least once.</param>
/// <param name="Window">In how long a time; whole seconds.</param>
public sealed record Rate(int Count, TimeSpan Window)
{
    /// <summary>What <see cref="TryParse"/> takes, as a regular expression that JSON schemas and PowerShell understand too.</summary>
    public const string Pattern = "^[1-9][0-9]{0,8}/([1-9][0-9]{0,3})?[smhdSMHD][A-Za-z]*$";

    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <summary>Reads one: a number, a slash and a unit as <see cref="DurationText"/> has them, such as <c>60/min</c> or <c>5/10s</c>.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The rate; null where it is none.</returns>
    public static Rate? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || !int.TryParse(text.AsSpan(0, slash), NumberStyles.None, CultureInfo.InvariantCulture, out int count) || count == 0)
        {
            return null;
        }

        string window = text[(slash + 1)..];
        string whole = window.Length > 0 && char.IsAsciiLetter(window[0]) ? "1" + window : window;

        // It is stored in seconds: a part of one would be lost.
        return DurationText.TryParse(whole, out TimeSpan span) && span >= TimeSpan.FromSeconds(1) && span <= Longest
            && span.Ticks % TimeSpan.TicksPerSecond == 0
            ? new Rate(count, span)
            : null;
    }
}
