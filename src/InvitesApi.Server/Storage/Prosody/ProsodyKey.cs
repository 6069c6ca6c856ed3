using System.Text.Encodings.Web;
using System.Text.Json;
using InvitesApi.Server.Keys;

namespace InvitesApi.Server.Storage.Prosody;

/// <summary>A key as Prosody's mod_invites_api stores it: a JSON document with the token in clear.</summary>
internal static class ProsodyKey
{
    private static readonly JsonWriterOptions AsProsodyWrites = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The document of a key.</summary>
    public static string Write(NewApiKey added)
    {
        var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, AsProsodyWrites))
        {
            json.WriteStartObject();
            json.WriteString("id", added.Key.Id);
            if (added.Key.Name is { } name)
            {
                json.WriteString("name", name);
            }

            json.WriteString("token", added.Text.Token.Span);
            json.WriteNumber("created_at", added.Key.CreatedAt.ToUnixTimeSeconds());
            json.WriteStartObject("allowed_methods");
            foreach ((ApiKeyMethods method, string methodName) in Methods)
            {
                if (added.Key.Methods.HasFlag(method))
                {
                    json.WriteBoolean(methodName, true);
                }
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>The key of a document; null where it is none.</summary>
    /// <param name="host">Its host.</param>
    /// <param name="id">The key of its row.</param>
    /// <param name="document">The value of its row.</param>
    public static (ApiKey Key, StoredKey Stored)? Read(string host, string id, string document)
    {
        try
        {
            using var json = JsonDocument.Parse(document);
            JsonElement root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object || Documents.Text(root, "token") is not { Length: <= ApiKeyText.LongestToken } token)
            {
                return null;
            }

            ApiKeyMethods methods = ReadMethods(root);
            var key = new ApiKey(host, id, Documents.Text(root, "name"), methods, Documents.Time(root, "created_at") ?? DateTimeOffset.UnixEpoch);
            return (key, new StoredKey(TokenHash.Of(token), methods));
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null; // the latter: an escape that stands for half of a character
        }
    }

    /// <summary>The token of a document that <see cref="Read"/> has read.</summary>
    /// <param name="document">The value of its row.</param>
    public static string TokenOf(string document)
    {
        using var json = JsonDocument.Parse(document);
        return Documents.Text(json.RootElement, "token")!;
    }

    private static (ApiKeyMethods Method, string Name)[] Methods => [(ApiKeyMethods.Get, "GET"), (ApiKeyMethods.Post, "POST")];

    // A key without the field may be used with any method.
    private static ApiKeyMethods ReadMethods(JsonElement root)
    {
        if (!root.TryGetProperty("allowed_methods", out JsonElement allowed) || allowed.ValueKind == JsonValueKind.Null)
        {
            return ApiKeyMethods.All;
        }

        return Methods
            .Where(one => allowed.ValueKind == JsonValueKind.Object
                && allowed.TryGetProperty(one.Name, out JsonElement value)
                && value.ValueKind == JsonValueKind.True)
            .Aggregate(ApiKeyMethods.None, (all, one) => all | one.Method);
    }
}
