using System.Text.Json.Serialization;

namespace InvitesApi.Server.Endpoints;

/// <summary>The members of a problem document (RFC 9457 §3.1).</summary>
internal sealed record ProblemDocument(string Type, string Title, int Status, string Detail);

/// <summary>How it is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ProblemDocument))]
internal sealed partial class ProblemJson : JsonSerializerContext;
