using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;

namespace InvitesApi.PowerShell.Binding;

/// <summary>
/// Takes a span of time as administrators of Prosody write it, <c>7d</c>, <c>12h</c>, <c>2 weeks</c>, beside all that PowerShell takes for a
/// TimeSpan. Of text without a unit only the form with a colon is a TimeSpan: <c>7</c> alone could be days or seconds.
/// </summary>
public sealed partial class DurationTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (value is not string text)
        {
            return value is TimeSpan ? value : throw NoDuration(value);
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            return null!; // an empty cell of a CSV file: not given
        }

        Match match = Duration().Match(text.Trim());
        if (!match.Success)
        {
            return text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan span)
                ? span
                : throw NoDuration(text);
        }

        try
        {
            return Unit(match.Groups["unit"].Value) * int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
        }
        catch (OverflowException)
        {
            throw NoDuration(text);
        }
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
