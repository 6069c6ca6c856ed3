using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace InvitesApi.Server.Endpoints;

/// <summary>What a program wants of a new invite: the fields of Prosody's mod_http_admin_api that a key's holder may choose.</summary>
/// <param name="Username">Whose password it resets, the name before the <c>@</c>; null: it is for an account.</param>
/// <param name="Ttl">How many seconds it is good; null: as long as usual.</param>
internal sealed record InviteWish(string? Username, long? Ttl)
{
    private const int LargestBody = 4096;
    private const long LongestTtl = 10L * 365 * 24 * 60 * 60;

    /// <summary>How long it is good; null: as long as usual.</summary>
    public TimeSpan? Lifetime => Ttl is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>Reads the body of a request; one without a body wants nothing.</summary>
    /// <returns>The wish; null where the body is none.</returns>
    public static async Task<InviteWish?> ReadAsync(HttpContext context)
    {
        using MemoryStream body = await RequestBody.ReadAsync(context, LargestBody);
        return body.Length == 0 ? new InviteWish(null, null) : body.Length > LargestBody ? null : Parse(body.GetBuffer().AsSpan(0, (int)body.Length));
    }

    /// <summary>Reads a wish in JSON.</summary>
    /// <param name="json">The body of a request.</param>
    /// <returns>The wish; null where it is none.</returns>
    public static InviteWish? Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, AdminJson.Default.InviteWish) is { Ttl: null or (> 0 and <= LongestTtl) } wish ? wish : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>How wishes and invites are read and written: in Prosody's names, and with what has no value left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(InviteWish))]
[JsonSerializable(typeof(InviteDocument))]
internal sealed partial class AdminJson : JsonSerializerContext;
