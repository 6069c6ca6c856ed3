using System.Text.Json.Serialization;

namespace InvitesApi.Server.Audit;

/// <summary>How details of entries are written. What is not ASCII is escaped, so that no name does harm in a terminal.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AuditDetail))]
internal sealed partial class AuditJson : JsonSerializerContext;
