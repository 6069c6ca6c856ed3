using System.Text.Encodings.Web;

namespace InvitesApi.Server.Pages;

/// <summary>The frame of all pages.</summary>
internal static class HtmlDocument
{
    /// <summary>A page.</summary>
    /// <param name="title">Its title, as text.</param>
    /// <param name="body">What stands below, as HTML.</param>
    public static string Of(string title, string body) =>
        $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{Encode(title)}</title>
        </head>
        <body>
        <main>
        <h1>{Encode(title)}</h1>
        {body}
        </main>
        </body>
        </html>

        """;

    /// <summary>A text, as HTML.</summary>
    public static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
