using Microsoft.AspNetCore.Http;

namespace InvitesApi.Server.Endpoints;

/// <summary>Reads the bodies of requests, as whole as they come.</summary>
internal static class RequestBody
{
    private const int PartSize = 4096;

    /// <summary>Reads one into memory.</summary>
    /// <param name="context">The request.</param>
    /// <param name="most">How many bytes are of use. Of a longer body a little more is read, and no end.</param>
    /// <exception cref="BadHttpRequestException">It is broken, or beyond a limit.</exception>
    public static async Task<MemoryStream> ReadAsync(HttpContext context, int most)
    {
        var body = new MemoryStream();
        byte[] part = new byte[PartSize];
        int read;
        while (body.Length <= most && (read = await ReadAsync(context.Request.Body, part)) > 0)
        {
            body.Write(part, 0, read);
        }

        body.Position = 0;
        return body;
    }

    // Not by a token: whoever gives up in the middle leaves the connection in a state that Kestrel reports as an error. It ends the read itself where
    // the client goes, or is too slow.
    private static async Task<int> ReadAsync(Stream body, byte[] part)
    {
        try
        {
            return await body.ReadAsync(part, CancellationToken.None);
        }
        catch (Exception malformed) when (malformed is InvalidOperationException or IOException { InnerException: OverflowException })
        {
            // Kestrel's words for bytes in a trailer that are no text, and for a chunk of a size that no number has room for.
            throw new BadHttpRequestException(malformed.Message, malformed);
        }
    }
}
