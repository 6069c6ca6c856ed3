using Microsoft.AspNetCore.Html;

namespace InvitesApi.Server.Pages.Views;

/// <summary>Pictures of lines, in the colour of the text around them. Those who don't see them miss nothing.</summary>
internal static class Icons
{
    /// <summary>A clock: time is over.</summary>
    public static readonly HtmlString Clock = Icon("""<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5V12l3 2"/>""");

    /// <summary>A tick: done.</summary>
    public static readonly HtmlString Tick = Icon("""<circle cx="12" cy="12" r="8.5"/><path d="m8.5 12.2 2.4 2.4 4.6-5"/>""");

    /// <summary>A bar: not any more.</summary>
    public static readonly HtmlString Bar = Icon("""<circle cx="12" cy="12" r="8.5"/><path d="m6 6 12 12"/>""");

    /// <summary>A lens: not found.</summary>
    public static readonly HtmlString Lens = Icon("""<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5 5"/>""");

    /// <summary>A globe: languages.</summary>
    public static readonly HtmlString Globe = Icon(
        """<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17"/>"""
        + """<path d="M12 3.5c2.4 2.4 3.5 5.2 3.5 8.5s-1.1 6.1-3.5 8.5c-2.4-2.4-3.5-5.2-3.5-8.5s1.1-6.1 3.5-8.5z"/>""");

    /// <summary>Two bubbles: people who chat.</summary>
    public static readonly HtmlString Bubbles = Icon(
        """<path d="M4 5.5h10a2 2 0 0 1 2 2v4a2 2 0 0 1-2 2H9l-3.5 2.5V13.5H4a2 2 0 0 1-2-2v-4a2 2 0 0 1 2-2z"/>"""
        + """<path d="M19 9.5h1a2 2 0 0 1 2 2v4a2 2 0 0 1-2 2h-1.5V20L15 17.5h-3"/>""");

    /// <summary>A key: a password.</summary>
    public static readonly HtmlString Key = Icon(
        """<circle cx="8" cy="15" r="4"/><path d="m11 12 8.5-8.5M16 7l2.5 2.5M13.5 9.5l1.5 1.5"/>""");

    /// <summary>An arrow to the next page; the style turns it where reading goes the other way.</summary>
    public static readonly HtmlString Forth = Icon("""<path d="m9.5 6 6 6-6 6"/>""", " turns");

    /// <summary>An arrow to the page before.</summary>
    public static readonly HtmlString Back = Icon("""<path d="m14.5 6-6 6 6 6"/>""", " turns");

    private static HtmlString Icon(string shape, string? extra = null) => new(
        $"""<svg class="icon{extra}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{shape}</svg>""");
}
