using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using InvitesApi.Server.Pages.Languages;
using Microsoft.AspNetCore.Html;

namespace InvitesApi.Server.Pages;

/// <summary>
/// The texts of one page, filled in. What is filled in comes from people, and may be anything: it is always text, never HTML,
/// and can't change the direction of what is around it.
/// </summary>
/// <param name="language">The language.</param>
/// <param name="subject">What the page is about.</param>
/// <param name="encoder">Makes text harmless in HTML.</param>
internal sealed class PageWords(Language language, PageSubject subject, HtmlEncoder encoder)
{
    private const string HtmlTime = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private const char FirstStrongIsolate = '\u2068';
    private const char PopDirectionalIsolate = '\u2069';

    /// <summary>The language.</summary>
    public Language Language => language;

    /// <summary>Whether the invite that the page is about ends some time.</summary>
    public bool Expires => subject.ExpiresAt is not null;

    /// <summary>A text without mark-up, for attributes and titles.</summary>
    /// <param name="id">Which.</param>
    /// <param name="app">The name of the app that it speaks of.</param>
    public string Plain(TextId id, string? app = null) => Fill(
        language.Texts[id],
        literal => literal,
        (_, value) => FirstStrongIsolate + value + PopDirectionalIsolate,
        app);

    /// <summary>A text for the page.</summary>
    /// <param name="id">Which.</param>
    /// <param name="app">The name of the app that it speaks of.</param>
    public IHtmlContent Html(TextId id, string? app = null) => new HtmlString(Fill(language.Texts[id], encoder.Encode, Mark, app));

    private string Mark(string name, string value)
    {
        string text = encoder.Encode(value);
        string? time = name == "time" ? subject.ExpiresAt?.UtcDateTime.ToString(HtmlTime, CultureInfo.InvariantCulture) : null;
        return time is null ? $"<bdi>{text}</bdi>" : $"<time datetime=\"{time}\">{text}</time>";
    }

    private string Fill(string text, Func<string, string> literal, Func<string, string, string> filling, string? app)
    {
        var result = new StringBuilder();
        int end = 0;
        for (int start = text.IndexOf('{', StringComparison.Ordinal); start >= 0; start = text.IndexOf('{', end))
        {
            int close = text.IndexOf('}', start);
            string name = text[(start + 1)..close];
            result.Append(literal(text[end..start])).Append(filling(name, Value(name, app)));
            end = close + 1;
        }

        return result.Append(literal(text[end..])).ToString();
    }

    private string Value(string name, string? app) => name switch
    {
        "site" => subject.Site,
        "contact" => subject.Contact ?? string.Empty,
        "address" => subject.Address ?? string.Empty,
        "time" => subject.ExpiresAt is { } end ? language.Write(end) : string.Empty,
        "count" => subject.Count?.ToString(CultureInfo.InvariantCulture) ?? string.Empty,
        "app" => app ?? string.Empty,
        _ => string.Empty,
    };
}
