using System.Management.Automation;
using System.Text;
using InvitesApi.PowerShell.Binding;
using InvitesApi.PowerShell.Errors;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Pages.QrCodes;

namespace InvitesApi.PowerShell.Commands;

/// <summary>Writes an invite as a QR code to a file.</summary>
[Cmdlet(VerbsData.Export, "InviteQrCode", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportInviteQrCodeCommand : InviteQrCodeCommand
{
    private const int DefaultPixels = 8;

    private bool _written;

    /// <summary>The file, with the ending <c>.svg</c> or <c>.png</c>.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateImagePath]
    public string Path { get; set; } = string.Empty;

    /// <summary>How many pixels of a PNG a module of the code is wide.</summary>
    [Parameter]
    [ValidateRange(1, 100)]
    public int ModuleSize { get; set; } = DefaultPixels;

    /// <summary>Whether a file that is there stays as it is.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    private protected override void Draw(Invite invite, string link, QrCode code)
    {
        if (_written)
        {
            ThrowTerminatingError(InviteErrors.ManyForOneFile(Path));
        }

        _written = true;
        bool isPng = Path.EndsWith(".png", StringComparison.OrdinalIgnoreCase);
        WriteFile(Path, isPng ? code.ToPng(ModuleSize) : Encoding.UTF8.GetBytes(code.ToSvg()), NoClobber);
    }
}
