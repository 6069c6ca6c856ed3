using System.Text.Json.Serialization;

namespace InvitesApi.Server.Exchange;

/// <summary>How lines of exported data are written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DataLine))]
internal sealed partial class DataJson : JsonSerializerContext;
