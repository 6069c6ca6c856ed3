using Microsoft.AspNetCore.Http;

namespace InvitesApi.Server.Endpoints;

/// <summary>How pages are sent: they load nothing, are in no frame and no cache, and tell no other site where their visitor came from.</summary>
internal static class HtmlAnswer
{
    /// <summary>Sends one.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="html">The page, in UTF-8.</param>
    public static Task SendHtmlAsync(this HttpContext context, int status, ReadOnlyMemory<byte> html)
    {
        HttpResponse response = context.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = html.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentSecurityPolicy =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        return Method.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(html, context.RequestAborted).AsTask();
    }
}
