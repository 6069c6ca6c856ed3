namespace InvitesApi.Server.Pages;

/// <summary>What a visitor sees when a request has failed.</summary>
internal static class ErrorPage
{
    /// <summary>The page.</summary>
    /// <param name="title">What is wrong.</param>
    /// <param name="detail">What to do about it.</param>
    /// <param name="status">The HTTP status.</param>
    public static string Of(string title, string detail, int status) => HtmlDocument.Of(
        title,
        $"""
        <p>{HtmlDocument.Encode(detail)}</p>
        <p><small>HTTP {status}</small></p>
        """);
}
