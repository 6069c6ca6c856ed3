using System.Text;
using QRCoder;

namespace InvitesApi.Server.Pages.QrCodes;

/// <summary>
/// A QR code (ISO/IEC 18004) of a text, with error correction M: a quarter more modules than the least, and still read where a seventh of
/// it is
/// dirty or torn.
/// </summary>
public sealed class QrCode
{
    /// <summary>The modules that must be left light on every side (ISO/IEC 18004 §9.1).</summary>
    public const int QuietZone = 4;

    private readonly QRCodeData _data;

    private QrCode(QRCodeData data) => _data = data;

    /// <summary>The modules of a side, without the quiet zone.</summary>
    public int Size => _data.ModuleMatrix.Count - (2 * QuietZone);

    /// <summary>Makes the code of a text.</summary>
    /// <param name="text">A link: up to some 2,000 characters of ASCII.</param>
    public static QrCode Of(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        return new QrCode(QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M));
    }

    /// <summary>Whether a module is dark. What lies outside the code is light, as its quiet zone is.</summary>
    /// <param name="x">The column, from 0.</param>
    /// <param name="y">The row, from 0.</param>
    public bool IsDark(int x, int y) => x >= 0 && y >= 0 && x < Size && y < Size && _data.ModuleMatrix[y + QuietZone][x + QuietZone];

    /// <summary>The dark modules as data of one SVG path: a module is one unit, the quiet zone is counted in.</summary>
    public string ToPathData()
    {
        var path = new StringBuilder();
        for (int y = 0; y < Size; y++)
        {
            for (int x = 0; x < Size; x++)
            {
                int start = x;
                while (IsDark(x, y))
                {
                    x++;
                }

                if (x > start)
                {
                    path.Append('M').Append(start + QuietZone).Append(' ').Append(y + QuietZone)
                        .Append('h').Append(x - start).Append("v1h-").Append(x - start).Append('z');
                }
            }
        }

        return path.ToString();
    }

    /// <summary>The code as an SVG document, black on white, which grows to the size it is given.</summary>
    public string ToSvg()
    {
        int side = Size + (2 * QuietZone);
        return $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">
            <path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{ToPathData()}"/>
            </svg>
            """;
    }

    /// <summary>The code as a PNG image, black on white, with its quiet zone.</summary>
    /// <param name="pixels">The pixels of a module's side.</param>
    public byte[] ToPng(int pixels)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pixels);
        using var image = new PngByteQRCode(_data);
        return image.GetGraphic(pixels);
    }
}
