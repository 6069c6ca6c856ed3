using System.Management.Automation;

namespace InvitesApi.PowerShell.Binding;

/// <summary>Refuses paths whose ending is of no kind of image that can be written.</summary>
public sealed class ValidateImagePathAttribute : ValidateArgumentsAttribute
{
    private static readonly string[] Endings = [".svg", ".png"];

    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is not string path || !Endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
        {
            throw new ValidationMetadataException($"'{arguments}' must end with .svg or .png, which says what kind of image to write.");
        }
    }
}
