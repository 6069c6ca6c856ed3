using InvitesApi.Server.Faults;
using Microsoft.AspNetCore.Http;

namespace InvitesApi.Server.Endpoints;

/// <summary>
/// Lets pages of other origins use the endpoint (Fetch standard, 'CORS protocol'): as Prosody does, with the same headers on
/// every answer; and beyond it with the <c>Authorization</c> header, and with <c>Location</c> readable for scripts.
/// </summary>
internal sealed class Cors
{
    private const string AnyOrigin = "*";
    private const string MaxAgeSeconds = "7200";

    /// <summary>As Prosody has it: for answers that are no host's.</summary>
    public static readonly Cors Default = new(new CorsOptions());

    private readonly IReadOnlyList<string> _origins;
    private readonly string _methods;
    private readonly string _headers;
    private readonly bool _anyOrigin;
    private readonly bool _credentials;

    /// <summary>Checks the options and makes one.</summary>
    /// <exception cref="InviteException"><see cref="InviteFault.CorsInvalid"/>.</exception>
    public Cors(CorsOptions options)
    {
        _origins = options.Origins;
        _anyOrigin = options.Origins.Contains(AnyOrigin, StringComparer.Ordinal);
        _credentials = options.AllowCredentials;
        _methods = string.Join(", ", options.Methods);
        _headers = string.Join(", ", options.Headers);
        Check(options);
    }

    /// <summary>Adds the headers that an answer to a page of the request's origin has.</summary>
    public void Allow(HttpContext context)
    {
        if (_origins.Count == 0)
        {
            return;
        }

        IHeaderDictionary headers = context.Response.Headers;
        if (!_anyOrigin)
        {
            // What is said depends on who asks: caches must know.
            headers.Vary = "Origin";
            string origin = context.Request.Headers.Origin.ToString();
            if (!_origins.Contains(origin, StringComparer.Ordinal))
            {
                return;
            }

            headers.AccessControlAllowOrigin = origin;
            if (_credentials)
            {
                headers.AccessControlAllowCredentials = "true";
            }
        }
        else
        {
            headers.AccessControlAllowOrigin = AnyOrigin;
        }

        headers.AccessControlAllowMethods = _methods;
        headers.AccessControlAllowHeaders = _headers;
        headers.AccessControlExposeHeaders = "Location";
        headers.AccessControlMaxAge = MaxAgeSeconds;
    }

    private static void Check(CorsOptions options)
    {
        if (options.AllowCredentials && options.Origins.Contains(AnyOrigin, StringComparer.Ordinal))
        {
            throw Invalid("Credentials can't be allowed for any origin. Name the origins.", AnyOrigin);
        }

        if (options.Origins.FirstOrDefault(origin => !IsOrigin(origin)) is { } origin)
        {
            throw Invalid($"'{origin}' is no origin. Give scheme and host alone, such as https://example.com, or *.", origin);
        }

        if (options.Methods.Concat(options.Headers).FirstOrDefault(token => !IsToken(token)) is { } token)
        {
            throw Invalid($"'{token}' is no name of a method or a header.", token);
        }
    }

    private static bool IsOrigin(string origin) =>
        origin == AnyOrigin
        || (Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri) && string.Equals(origin, uri.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal));

    // RFC 9110 §5.6.2
    private static bool IsToken(string text) =>
        text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal));

    private static InviteException Invalid(string what, string target) => new(InviteFault.CorsInvalid, what, target);
}
