using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;

namespace InvitesApi.PowerShell.Binding;

/// <summary>
/// Takes a span of time as administrators of Prosody write it, <c>7d</c>, <c>12h</c>, <c>2 weeks</c>, beside a TimeSpan. Of text without a
/// unit only the form with a colon is a TimeSpan: <c>7</c> alone could be days or seconds.
/// </summary>
/// <remarks>Unquoted, <c>7d</c> and <c>30s</c> are numbers of the types Decimal and Int16 to PowerShell, and only those have these endings.</remarks>
public sealed partial class DurationTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        try
        {
            return value switch
            {
                TimeSpan => value,
                decimal days => TimeSpan.FromDays((double)days),
                short seconds => TimeSpan.FromSeconds(seconds),
                string text when string.IsNullOrWhiteSpace(text) => null!, // an empty cell of a CSV file: not given
                string text => Parse(text),
                _ => throw NoDuration(value),
            };
        }
        catch (OverflowException)
        {
            throw NoDuration(value);
        }
    }

    private static TimeSpan Parse(string text)
    {
        Match match = Duration().Match(text.Trim());
        if (!match.Success)
        {
            return text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan span)
                ? span
                : throw NoDuration(text);
        }

        return Unit(match.Groups["unit"].Value) * int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
    }

    private static TimeSpan Unit(string unit) => char.ToLowerInvariant(unit[0]) switch
    {
        's' => TimeSpan.FromSeconds(1),
        'm' => TimeSpan.FromMinutes(1),
        'h' => TimeSpan.FromHours(1),
        'd' => TimeSpan.FromDays(1),
        _ => TimeSpan.FromDays(7),
    };

    private static ArgumentTransformationMetadataException NoDuration(object value) =>
        new($"'{value}' is no span of time. Give one such as 7d, 12h, 30m, '2 weeks', or a TimeSpan.");

    [GeneratedRegex(
        @"^(?<number>\d{1,9}) ?(?<unit>s|seconds?|m|min|minutes?|h|hours?|d|days?|w|weeks?)$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Duration();
}
