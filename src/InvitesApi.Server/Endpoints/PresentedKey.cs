using InvitesApi.Server.Keys;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace InvitesApi.Server.Endpoints;

/// <summary>
/// What of a request speaks to the endpoint: the key, from the header (RFC 6750 §2.1) or the query (§2.3), and whether the
/// client wants to be sent on to the invite.
/// </summary>
/// <param name="IsPresent">Whether the client sent anything meant as a key.</param>
/// <param name="Key">The key; null where what was sent has no form of one, or a typo.</param>
/// <param name="IsInQuery">Whether the query has a <c>key</c>, whatever the header has.</param>
/// <param name="WantsRedirect">Whether the query has <c>redirect</c>, with any value.</param>
internal readonly record struct PresentedKey(bool IsPresent, ApiKeyText? Key, bool IsInQuery, bool WantsRedirect)
{
    // As Prosody: in exactly this spelling. Where there is an Authorization header, the query's key is not looked at.
    private const string Scheme = "Bearer ";

    /// <summary>Reads them.</summary>
    public static PresentedKey Of(HttpRequest request)
    {
        bool redirect = false;
        int keys = 0;
        ReadOnlyMemory<char> text = default;
        foreach (QueryStringEnumerable.EncodedNameValuePair pair in new QueryStringEnumerable(request.QueryString.Value))
        {
            ReadOnlySpan<char> name = pair.DecodeName().Span;
            if (name.SequenceEqual("key"))
            {
                keys++;
                text = pair.DecodeValue();
            }
            else if (name.SequenceEqual("redirect"))
            {
                redirect = true;
            }
        }

        StringValues authorization = request.Headers.Authorization;
        return authorization.Count > 0
            ? new PresentedKey(true, FromHeader(authorization), keys > 0, redirect)
            : new PresentedKey(keys > 0, keys == 1 ? Parse(text) : null, keys > 0, redirect);
    }

    private static ApiKeyText? FromHeader(StringValues authorization) =>
        authorization is [{ } value] && value.StartsWith(Scheme, StringComparison.Ordinal)
            ? Parse(value.AsMemory(Scheme.Length).Trim())
            : null;

    private static ApiKeyText? Parse(ReadOnlyMemory<char> text) => ApiKeyText.TryParse(text, out ApiKeyText key) && !key.IsMistyped ? key : null;
}
