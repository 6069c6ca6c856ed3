using System.Text;
using System.Text.Json;
using InvitesApi.Server.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace InvitesApi.Server.Endpoints;

/// <summary>
/// What an answer says that is none: a problem document (RFC 9457) for programs, a page for browsers. Each is made once; its <c>type</c> stays
/// the same for ever.
/// </summary>
internal sealed class Problem
{
    /// <summary>No key was sent.</summary>
    public static readonly Problem KeyMissing = new(
        StatusCodes.Status401Unauthorized,
        "key-missing",
        "A key is needed",
        "Send the key as 'Authorization: Bearer ID/TOKEN', or as the query parameter 'key'.");

    /// <summary>The key is unknown, malformed or revoked: which, is not said.</summary>
    public static readonly Problem KeyRefused = new(
        StatusCodes.Status403Forbidden,
        "key-refused",
        "The key is refused",
        "The key is not known at this host. It may have been mistyped or revoked.");

    /// <summary>A key was sent in the query, which the host does not take.</summary>
    public static readonly Problem KeyInQuery = new(
        StatusCodes.Status403Forbidden,
        "key-in-query",
        "The key must not be in the query",
        "Send it as 'Authorization: Bearer ID/TOKEN'. Addresses are kept in histories and logs: make a new key, and remove this one.");

    /// <summary>The endpoint or the key does not allow the method.</summary>
    public static readonly Problem MethodNotAllowed = new(
        StatusCodes.Status405MethodNotAllowed,
        "method-not-allowed",
        "The method is not allowed",
        "The Allow header tells which methods are.");

    /// <summary>Nothing is at that path.</summary>
    public static readonly Problem NotFound = new(
        StatusCodes.Status404NotFound,
        "not-found",
        "Nothing is here",
        "No resource has this path.");

    /// <summary>No virtual host has that name.</summary>
    public static readonly Problem HostUnknown = new(
        StatusCodes.Status404NotFound,
        "host-unknown",
        "The host is not served here",
        "No virtual host of this server has the name in the Host header.");

    /// <summary>The body of the request is too large.</summary>
    public static readonly Problem ContentTooLarge = new(
        StatusCodes.Status413PayloadTooLarge,
        "content-too-large",
        "The request is too large",
        "The body of the request is larger than this server takes.");

    /// <summary>The body of the request came too slowly.</summary>
    public static readonly Problem ContentTooSlow = new(
        StatusCodes.Status408RequestTimeout,
        "content-too-slow",
        "The request took too long",
        "Nothing was done. Send the body of the request faster.");

    /// <summary>The body of the request is not framed as HTTP has it.</summary>
    public static readonly Problem ContentBroken = new(
        StatusCodes.Status400BadRequest,
        "content-broken",
        "The body of the request is broken",
        "Nothing was done. Send as many bytes as 'Content-Length' says, or whole chunks (RFC 9112).");

    /// <summary>The body of the request is of a kind that is not understood, or malformed.</summary>
    public static readonly Problem ContentNotSupported = new(
        StatusCodes.Status415UnsupportedMediaType,
        "content-not-supported",
        "The request is not understood",
        "Send the fields of the form as application/x-www-form-urlencoded.");

    /// <summary>The client has asked, or failed, too often: waiting helps.</summary>
    public static readonly Problem TooMany = new(
        StatusCodes.Status429TooManyRequests,
        "too-many",
        "Too many attempts",
        "Nothing was done. Try again after the time that Retry-After tells.");

    /// <summary>The body of the request says something that makes no sense.</summary>
    public static readonly Problem RequestInvalid = new(
        StatusCodes.Status400BadRequest,
        "request-invalid",
        "The request makes no sense",
        "Send a JSON object of 4096 bytes at most: 'username', which is the name before the @ and needed to reset a password, and 'ttl', the "
        + "seconds that the invite is good.");

    /// <summary>No invite of the host has that token.</summary>
    public static readonly Problem InviteNotFound = new(
        StatusCodes.Status404NotFound,
        "invite-not-found",
        "There is no such invite",
        "No invite of this host has this token. It may have been forgotten.");

    /// <summary>A proxy could take another part of the bytes for the body of the request.</summary>
    public static readonly Problem FramingFaulty = new(
        StatusCodes.Status400BadRequest,
        "framing-faulty",
        "The end of the request is in doubt",
        "Send 'Content-Length', or 'Transfer-Encoding: chunked' with HTTP/1.1, and not both.");

    /// <summary>The invite could not be stored, and waiting won't help.</summary>
    public static readonly Problem StorageFailed = new(
        StatusCodes.Status500InternalServerError,
        "storage-failed",
        "The request could not be carried out",
        "The server could not use its database. Nothing was stored. Its log says why.");

    /// <summary>The server has a defect.</summary>
    public static readonly Problem Unexpected = new(
        StatusCodes.Status500InternalServerError,
        "unexpected",
        "The request could not be carried out",
        "The server has failed in a way that it does not know. Its log says more.");

    /// <summary>The database is busy: waiting helps.</summary>
    public static readonly Problem Busy = new(
        StatusCodes.Status503ServiceUnavailable,
        "busy",
        "The server is busy",
        "Nothing was stored. Try again after the time that Retry-After tells.");

    private const string RetryAfterSeconds = "1";

    private readonly byte[] _document;
    private readonly byte[] _page;

    /// <summary>Makes one.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="type">What it is called, for ever.</param>
    /// <param name="title">What is wrong, in a few words.</param>
    /// <param name="detail">What to do.</param>
    internal Problem(int status, string type, string title, string detail)
    {
        Status = status;
        _document = JsonSerializer.SerializeToUtf8Bytes(
            new ProblemDocument($"urn:invites-api:problem:{type}", title, status, detail),
            ProblemJson.Default.ProblemDocument);
        _page = Encoding.UTF8.GetBytes(ErrorPage.Of(title, detail, status));
    }

    /// <summary>The HTTP status.</summary>
    public int Status { get; }

    /// <summary>Sends it, to browsers as a page. Headers that were set before stay.</summary>
    public Task SendAsync(HttpContext context)
    {
        HttpResponse response = context.Response;
        response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        if (Status == StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers.RetryAfter = RetryAfterSeconds;
        }

        return Accept.PrefersHtml(context.Request) ? context.SendHtmlAsync(Status, _page) : SendDocumentAsync(context);
    }

    private Task SendDocumentAsync(HttpContext context)
    {
        HttpResponse response = context.Response;
        response.StatusCode = Status;
        response.ContentType = "application/problem+json";
        response.ContentLength = _document.Length;
        response.Headers.CacheControl = "no-store";
        return Method.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(_document, context.RequestAborted).AsTask();
    }
}
