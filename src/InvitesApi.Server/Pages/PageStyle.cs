using System.Globalization;
using System.Reflection;
using System.Text;
using InvitesApi.Server.Pages.Folder;

namespace InvitesApi.Server.Pages;

/// <summary>The style sheet of the pages: our own, then the operator's colours, then the operator's style.</summary>
internal static class PageStyle
{
    private static readonly Colour White = new(0xff, 0xff, 0xff);
    private static readonly Colour Ink = new(0x10, 0x14, 0x16);

    /// <summary>The whole style sheet.</summary>
    public static string For(PageFolder folder)
    {
        var style = new StringBuilder(Own());
        Append(style, folder.Settings.Accent, "{0}");
        Append(style, folder.Settings.AccentDark, "@media (prefers-color-scheme: dark) {{ {0} }}");
        return style.Append(folder.Style).ToString();
    }

    private static void Append(StringBuilder style, string? accent, string frame)
    {
        if (Colour.TryParse(accent, out Colour colour))
        {
            string text = Colour.Contrast(colour, White) >= Colour.Contrast(colour, Ink) ? "#ffffff" : "#101416";
            string rule = $":root {{ --accent: {accent}; --on-accent: {text}; }}";
            style.AppendFormat(CultureInfo.InvariantCulture, frame, rule).Append('\n');
        }
    }

    private static string Own()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Pages/page.css")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
