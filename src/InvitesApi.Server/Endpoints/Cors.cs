using Microsoft.AspNetCore.Http;

namespace InvitesApi.Server.Endpoints;

/// <summary>
/// Lets pages of any origin use the endpoint (Fetch standard, 'CORS protocol'): as Prosody does, and beyond it with the
/// <c>Authorization</c> header, and with <c>Location</c> readable for scripts.
/// </summary>
internal static class Cors
{
    /// <summary>Adds the headers that every answer of the endpoint has.</summary>
    public static void Allow(IHeaderDictionary headers)
    {
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlAllowMethods = "GET, POST, OPTIONS";
        headers.AccessControlAllowHeaders = "Authorization, Content-Type";
        headers.AccessControlExposeHeaders = "Location";
        headers.AccessControlMaxAge = "7200";
    }
}
