using System.Globalization;
using System.Runtime.InteropServices;

namespace InvitesApi.Server.Pages.Folder;

/// <summary>A colour, as far as its contrast with others is concerned.</summary>
/// <param name="Red">0 to 255.</param>
/// <param name="Green">0 to 255.</param>
/// <param name="Blue">0 to 255.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Colour(byte Red, byte Green, byte Blue)
{
    private double Luminance => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

    /// <summary>Reads <c>#rrggbb</c>.</summary>
    /// <param name="text">Any text, or null.</param>
    /// <param name="colour">The colour.</param>
    public static bool TryParse(string? text, out Colour colour)
    {
        colour = default;
        if (text is not { Length: 7 } || text[0] != '#'
            || !uint.TryParse(text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint value))
        {
            return false;
        }

        colour = new Colour((byte)(value >> 16), (byte)(value >> 8), (byte)value);
        return true;
    }

    /// <summary>The contrast of two colours, from 1 to 21 (WCAG 2.2, 'contrast ratio').</summary>
    public static double Contrast(Colour one, Colour other)
    {
        const double Flare = 0.05;
        double light = Math.Max(one.Luminance, other.Luminance) + Flare;
        return light / (Math.Min(one.Luminance, other.Luminance) + Flare);
    }

    // WCAG 2.2, 'relative luminance'
    private static double Linear(byte channel)
    {
        double part = channel / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
    }
}
