using System.Management.Automation;

namespace InvitesApi.PowerShell.Binding;

/// <summary>Refuses spans of time that are not longer than nothing.</summary>
public sealed class ValidatePositiveDurationAttribute : ValidateArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is TimeSpan span && span <= TimeSpan.Zero)
        {
            throw new ValidationMetadataException($"'{span}' is not longer than nothing. Give a span of time such as 7d or 12h.");
        }
    }
}
