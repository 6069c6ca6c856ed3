using InvitesApi.Server.Pages.QrCodes;

namespace InvitesApi.PowerShell.Output;

/// <summary>
/// A QR code as lines of text: half blocks, two rows of modules a line, black on white by ANSI colours of its own, so that a camera reads it
/// on a dark background and on a light one.
/// </summary>
internal static class TerminalQrCode
{
    private const string BlackOnWhite = "\u001b[30;107m";
    private const string Normal = "\u001b[0m";

    /// <summary>The lines, with the quiet zone that a code needs around it.</summary>
    public static string[] Lines(QrCode code)
    {
        const int Edge = QrCode.QuietZone;
        int side = code.Size + (2 * Edge);
        return [.. Enumerable.Range(0, (side + 1) / 2).Select(line => string.Concat(
            BlackOnWhite,
            new string([.. Enumerable.Range(0, side).Select(column => Block(
                code.IsDark(column - Edge, (2 * line) - Edge),
                code.IsDark(column - Edge, (2 * line) + 1 - Edge)))]),
            Normal))];
    }

    private static char Block(bool upper, bool lower) => (upper, lower) switch
    {
        (true, true) => '█',
        (true, false) => '▀',
        (false, true) => '▄',
        _ => ' ',
    };
}
