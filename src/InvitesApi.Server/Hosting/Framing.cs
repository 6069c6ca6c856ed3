using InvitesApi.Server.Endpoints;
using Microsoft.AspNetCore.Http;

namespace InvitesApi.Server.Hosting;

/// <summary>
/// Requests whose end a proxy could see elsewhere than Kestrel does: what is left of the bytes would then pass for a request of somebody else.
/// RFC 9112 §6.1 has such a connection closed, and allows to refuse.
/// </summary>
internal static class Framing
{
    private const string Chunked = "chunked";

    // Where Kestrel puts a length that it passes over, because there are chunks.
    private const string PassedOver = "X-Content-Length";

    /// <summary>Whether the end of a request is in doubt: chunks beside a length, in HTTP/1.0, or under another coding.</summary>
    public static bool IsFaulty(HttpRequest request) =>
        request.Headers.TransferEncoding is { Count: > 0 } codings
        && (codings.Count > 1
            || !Chunked.Equals(codings[0], StringComparison.OrdinalIgnoreCase)
            || HttpProtocol.IsHttp10(request.Protocol)
            || request.Headers.ContainsKey(PassedOver));

    /// <summary>Refuses one, and what follows it on its connection.</summary>
    public static Task RefuseAsync(HttpContext context)
    {
        CloseAfter(context);
        return Problem.FramingFaulty.SendAsync(context);
    }

    /// <summary>Has the connection closed after the answer. HTTP/2 ends the stream alone.</summary>
    public static void CloseAfter(HttpContext context)
    {
        if (!HttpProtocol.IsHttp2(context.Request.Protocol))
        {
            context.Response.Headers.Connection = "close";
        }
    }
}
