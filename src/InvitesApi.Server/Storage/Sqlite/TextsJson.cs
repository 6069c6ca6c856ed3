using System.Text.Json.Serialization;

namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>How lists of texts stand in a column.</summary>
[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class TextsJson : JsonSerializerContext;
