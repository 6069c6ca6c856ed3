using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace InvitesApi.Server.Endpoints;

/// <summary>The fields of the form that makes accounts, as they were sent. No record, as those would show the password.</summary>
internal sealed class RegisterFields
{
    /// <summary>The largest body, in bytes: name and password at their longest, percent-encoded, and the rest.</summary>
    public const int LargestBody = 16 * 1024;

    private static readonly FormOptions Limits = new() { ValueCountLimit = 16, KeyLengthLimit = 64, ValueLengthLimit = 8 * 1024 };

    private readonly IFormCollection _form;

    private RegisterFields(IFormCollection form) => _form = form;

    /// <summary>The name.</summary>
    public string Username => Field("user");

    /// <summary>The password.</summary>
    public string Password => Field("password");

    /// <summary>The invite's token.</summary>
    public string Token => Field("token");

    /// <summary>The id of the app to go on with; null: none.</summary>
    public string? App => Field("app_id") is { Length: > 0 } app ? app : null;

    /// <summary>The language of the form; null: that of the browser.</summary>
    public string? Language => Field("lang") is { Length: > 0 } language ? language : null;

    /// <summary>What proves that the form was ours.</summary>
    public string Secret => Field("secret");

    /// <summary>Reads them.</summary>
    /// <param name="context">The request.</param>
    /// <returns>The fields; null where what was sent is no such form.</returns>
    public static async Task<RegisterFields?> ReadAsync(HttpContext context)
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out MediaTypeHeaderValue? type)
            || !type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = Math.Min(size.MaxRequestBodySize ?? LargestBody, LargestBody);
        }

        try
        {
            // Whole first: a form that is read as it comes would be given up in the middle.
            using MemoryStream body = await RequestBody.ReadAsync(context, LargestBody);
            context.Request.Body = body;
            return new RegisterFields(await new FormFeature(context.Request, Limits).ReadFormAsync(context.RequestAborted));
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private string Field(string name) => _form[name] is [{ } value] ? value : string.Empty;
}
