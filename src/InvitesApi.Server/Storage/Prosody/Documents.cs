using System.Text.Json;

namespace InvitesApi.Server.Storage.Prosody;

/// <summary>What is read from Prosody's JSON documents. Lua has one kind of table: an empty list may stand there as an empty object.</summary>
internal static class Documents
{
    private const long LastSecond = 253_402_300_799; // of the year 9999

    /// <summary>A text; null where the field is missing or something else.</summary>
    public static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>A time in seconds since 1970, whole or not; null where the field is missing or something else.</summary>
    public static DateTimeOffset? Time(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double seconds)
            ? Time(seconds)
            : null;

    /// <summary>A time of seconds since 1970, within what a time can be.</summary>
    public static DateTimeOffset Time(double seconds) => DateTimeOffset.FromUnixTimeSeconds((long)Math.Clamp(seconds, 0, LastSecond));

    /// <summary>Whether a field is <c>true</c>.</summary>
    public static bool IsTrue(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.True;

    /// <summary>A list of texts: an array, or the names of an object whose values are <c>true</c>.</summary>
    public static IReadOnlyList<string> Texts(JsonElement parent, string name) =>
        !parent.TryGetProperty(name, out JsonElement list) ? [] : list.ValueKind switch
        {
            JsonValueKind.Array => [.. list.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!)],
            JsonValueKind.Object => [.. list.EnumerateObject().Where(one => one.Value.ValueKind == JsonValueKind.True).Select(one => one.Name)],
            _ => [],
        };
}
