using System.Management.Automation;

namespace InvitesApi.PowerShell.Binding;

/// <summary>Takes an empty cell of a CSV file for a number that was not given. To PowerShell an empty text is the number 0.</summary>
public sealed class EmptyCellTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value is string text && string.IsNullOrWhiteSpace(text) ? null! : inputData!;
    }
}
