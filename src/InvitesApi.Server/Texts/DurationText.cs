using System.Globalization;
using System.Text.RegularExpressions;

namespace InvitesApi.Server.Texts;

/// <summary>
/// Spans of time as administrators of Prosody write them, <c>7d</c>, <c>12h</c>, <c>2 weeks</c>, beside the form of a TimeSpan. Without a
/// unit only the form with a colon is one: <c>7</c> alone could be days or seconds.
/// </summary>
public static partial class DurationText
{
    /// <summary>Reads one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="duration">The span of time.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        ArgumentNullException.ThrowIfNull(text);
        Match match = Duration().Match(text.Trim());
        if (!match.Success)
        {
            duration = default;
            return text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out duration);
        }

        long seconds = Seconds(match.Groups["unit"].Value) * int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
        bool fits = seconds <= TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerSecond;
        duration = fits ? TimeSpan.FromSeconds(seconds) : default;
        return fits;
    }

    private static long Seconds(string unit) => char.ToLowerInvariant(unit[0]) switch
    {
        's' => 1,
        'm' => 60,
        'h' => 60 * 60,
        'd' => 24 * 60 * 60,
        _ => 7 * 24 * 60 * 60,
    };

    [GeneratedRegex(
        @"^(?<number>\d{1,9}) ?(?<unit>s|seconds?|m|min|minutes?|h|hours?|d|days?|w|weeks?)$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Duration();
}
