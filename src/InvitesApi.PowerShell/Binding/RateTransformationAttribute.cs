using System.Management.Automation;
using InvitesApi.Server.Limits;

namespace InvitesApi.PowerShell.Binding;

/// <summary>Takes a rate as administrators write it, <c>60/min</c>, <c>10/s</c>, <c>1000/h</c>, <c>5/day</c>; see <see cref="Rate"/>.</summary>
public sealed class RateTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value switch
        {
            null => null!, // to take a value away
            string text when string.IsNullOrWhiteSpace(text) => null!, // an empty cell of a CSV file: not given
            string text when Rate.TryParse(text) is not null => text,
            _ => throw new ArgumentTransformationMetadataException(
                $"'{value}' is no rate. Give a number, a slash and a span of time, such as 60/min, 10/s, 1000/h or 5/day."),
        };
    }
}
