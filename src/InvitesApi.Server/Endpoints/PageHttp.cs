using InvitesApi.Server.Pages;
using InvitesApi.Server.Pages.Views;
using Microsoft.AspNetCore.Http;

namespace InvitesApi.Server.Endpoints;

/// <summary>Sends pages and their files, with the headers that keep them from harm.</summary>
internal static class PageHttp
{
    // Nothing but our own style and the operator's images: no script, no frame, no form, nothing from elsewhere.
    private const string PagePolicy =
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    // The form has a script of ours, and comes back to us.
    private const string FormPolicy =
        "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; base-uri 'none'; form-action 'self'; "
        + "frame-ancestors 'none'";

    // An operator's SVG may have a style of its own; opened by itself, it can do nothing else.
    private const string AssetPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

    /// <summary>Sends a page.</summary>
    public static async Task SendAsync(HttpContext context, PageAnswer answer)
    {
        byte[] body = await answer.RenderAsync(context.RequestAborted);
        HttpResponse response = context.Response;
        IHeaderDictionary headers = response.Headers;
        response.StatusCode = answer.Status;
        response.ContentType = "text/html; charset=utf-8";
        headers.ContentLanguage = answer.View.Words.Language.Tag;
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = answer.View is RegisterView ? FormPolicy : PagePolicy;

        // A form that tells no referrer tells no origin either (Fetch standard, 'append a request Origin header'), which we look at.
        headers["Referrer-Policy"] = answer.View is RegisterView ? "same-origin" : "no-referrer";
        headers["X-Robots-Tag"] = "noindex, nofollow";
        if (answer.View is not RegistrationView)
        {
            AllowOtherOrigins(headers);
        }

        if (answer.InviteUri is { } uri)
        {
            headers.Link = $"<{uri}>; rel=\"alternate\"";
        }

        await SendBodyAsync(context, body);
    }

    /// <summary>Sends a file, which browsers may keep: its name changes with its content.</summary>
    /// <param name="context">The request.</param>
    /// <param name="asset">The file; null: there is none.</param>
    public static Task SendAsync(HttpContext context, PageAsset? asset)
    {
        if (asset is null)
        {
            return Problem.NotFound.SendAsync(context);
        }

        context.Response.ContentType = asset.ContentType;
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        context.Response.Headers.ContentSecurityPolicy = AssetPolicy;
        return SendBodyAsync(context, asset.Content);
    }

    /// <summary>Lets web clients of any origin read the <c>Link</c> of an invite.</summary>
    public static void AllowOtherOrigins(IHeaderDictionary headers)
    {
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlExposeHeaders = "Link";
    }

    private static Task SendBodyAsync(HttpContext context, ReadOnlyMemory<byte> body)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.ContentLength = body.Length;
        return Method.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
