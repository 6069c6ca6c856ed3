using System.Management.Automation;
using InvitesApi.Server.Texts;

namespace InvitesApi.PowerShell.Binding;

/// <summary>
/// Takes a span of time as administrators of Prosody write it, <c>7d</c>, <c>12h</c>, <c>2 weeks</c>, beside a TimeSpan; see
/// <see cref="DurationText"/>.
/// </summary>
/// <remarks>
/// Unquoted, <c>7d</c> and <c>30s</c> are numbers of the types Decimal and Int16 to PowerShell, and only those have these endings.
/// </remarks>
public sealed class DurationTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        try
        {
            return value switch
            {
                null => null!, // to take a value away
                TimeSpan => value,
                decimal days => TimeSpan.FromDays((double)days),
                short seconds => TimeSpan.FromSeconds(seconds),
                string text when string.IsNullOrWhiteSpace(text) => null!, // an empty cell of a CSV file: not given
                string text when DurationText.TryParse(text, out TimeSpan span) => span,
                _ => throw NoDuration(value),
            };
        }
        catch (OverflowException)
        {
            throw NoDuration(value);
        }
    }

    private static ArgumentTransformationMetadataException NoDuration(object value) =>
        new($"'{value}' is no span of time. Give one such as 7d, 12h, 30m, '2 weeks', or a TimeSpan.");
}
