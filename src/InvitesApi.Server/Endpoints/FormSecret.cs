using System.Security.Cryptography;
using System.Text;
using InvitesApi.Server.Hosting.Hosts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace InvitesApi.Server.Endpoints;

/// <summary>
/// Tells our own form from one of another site: a secret is in a cookie that no other site's request carries and no script reads, and in
/// the form too. Browsers say besides from where a form was sent (Fetch Metadata, RFC 6454).
/// </summary>
internal static class FormSecret
{
    private const int Bytes = 16;
    private const int Length = 22; // of 16 bytes in base64url

    /// <summary>The secret of a visitor, who gets one if need be.</summary>
    public static string Of(HttpContext context, ServedHost host)
    {
        string name = NameOf(context.Request);
        if (context.Request.Cookies[name] is { Length: Length } known)
        {
            return known;
        }

        string secret = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(Bytes));
        context.Response.Cookies.Append(name, secret, new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
            Path = context.Request.IsHttps ? "/" : host.RegisterPath,
        });
        return secret;
    }

    /// <summary>Whether a form that was sent is ours.</summary>
    /// <param name="context">The request.</param>
    /// <param name="host">The host.</param>
    /// <param name="presented">The secret in the form.</param>
    public static bool Proves(HttpContext context, ServedHost host, string presented) =>
        IsFromHere(context.Request, host)
        && context.Request.Cookies[NameOf(context.Request)] is { Length: Length } secret
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(presented));

    private static bool IsFromHere(HttpRequest request, ServedHost host)
    {
        string site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
        {
            return site is "same-origin" or "none";
        }

        string origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || host.IsOwnOrigin(origin, request);
    }

    // With this prefix no other host of the domain can set it, nor plain HTTP (RFC 6265bis §4.1.3.2).
    private static string NameOf(HttpRequest request) => request.IsHttps ? "__Host-register" : "register";
}
